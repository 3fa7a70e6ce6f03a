import { z } from "zod";
import { Address } from "../define/address.ts";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";

const inputs = z.object({
  /** Name or UUID of the app. */
  app: z.string(),
  /** Host name of the domain, such as `www.example.com`. */
  hostname: z.string(),
});

const outputs = z.object({
  /** UUID of the domain. */
  id: z.string(),
  /** Host name of the domain. */
  hostname: z.string(),
  /** DNS target that a CNAME or ALIAS record has to point to; absent for the app's own domain and at first. */
  cname: z.string().optional(),
  /** `custom`, or `heroku` for the domain that every app has. */
  kind: z.string(),
  /** State of the DNS target: `pending`, `succeeded`, `failed` or `none`. */
  status: z.string(),
  /** State of its automatic certificate, such as `cert issued`; absent where there is none. */
  certificateStatus: z.string().optional(),
});

const Answer = z.object({
  id: z.string(),
  hostname: z.string(),
  cname: Address.nullable(),
  kind: z.string(),
  status: z.string(),
  acm_status: z.string().nullish(),
});

/**
 * A domain of an app that is not declared here, and where its DNS record has to point.
 * https://devcenter.heroku.com/articles/custom-domains
 *
 * @example
 * const { cname } = await getDomain({ app: "example", hostname: "www.example.com" });
 */
export const domainLookUp = defineLookUp({
  type: "getDomain",
  inputs,
  outputs,

  async invoke(heroku, { app, hostname }) {
    const all = await heroku.list(`/apps/${app}/domains`, Answer);
    const found = all.find((each) => each.hostname === hostname.toLowerCase());
    if (!found) {
      const names = all.map((each) => each.hostname);
      const reason = `"${hostname}" is not a domain of the app${didYouMean(hostname, names)}`;
      throw new WrongInputs([{ path: ["hostname"], reason }]);
    }
    const { id, cname, kind, status, acm_status } = found;
    return {
      id,
      hostname: found.hostname,
      cname: cname ?? undefined,
      kind,
      status,
      certificateStatus: acm_status ?? undefined,
    };
  },
});

import { z } from "zod";
import { Address } from "../define/address.ts";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

/** Labels of at most 63 characters: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const HOSTNAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Names that Heroku gives itself, and lets nobody else have (unverified). */
const HEROKUS_OWN = /(^|\.)(herokuapp|herokudns|herokussl|heroku)\.com$/;

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the domain. */
  app: idOf("app").meta({ replaces: true }),
  /**
   * Full hostname in lower case, such as `www.example.com`, or a wildcard such as `*.example.com`. An app takes 1,000 of
   * them. Changing this replaces the domain.
   */
  hostname: z
    .string()
    .max(253)
    .regex(HOSTNAME, "is not a hostname in lower case, such as www.example.com")
    .refine((hostname) => !HEROKUS_OWN.test(hostname), "belongs to Heroku; use a domain of your own")
    .meta({ replaces: true }),
  /**
   * Certificate to serve: `sniEndpoint.id`, or its UUID or name. Leave it out where there is none, and with automatic
   * certificates, which Heroku puts there itself.
   */
  sniEndpoint: z.string().optional(),
});

const outputs = z.object({
  /** DNS target: what the hostname's CNAME or ALIAS record has to point to. */
  cname: z.string().optional(),
  /** `custom` for every domain that is declared. */
  kind: z.string(),
  /** Whether Heroku's routers know the domain: `succeeded`, or `none` where nothing had to be done. */
  status: z.string(),
});

const Answer = z.object({
  app: z.object({ id: Uuid }),
  hostname: z.string(),
  kind: z.string(),
  status: z.string(),
  cname: Address.nullable(),
  acm_status: z.string().nullish(),
  sni_endpoint: z.object({ id: Uuid, name: z.string() }).nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const READY_WITHIN_MS = 10 * 60_000;

/**
 * A hostname of one's own that leads to an app. It is there as soon as Heroku knows its DNS target.
 * https://devcenter.heroku.com/articles/custom-domains
 *
 * @example
 * const domain = new Domain("www", { app: app.id, hostname: "www.example.com" });
 * export const dnsTarget = domain.cname;
 */
export const domain = defineThing({
  type: "Domain",
  importId: "the app's name or UUID and the hostname, such as `example/www.example.com`",
  inputs,
  outputs,
  claims: { by: ["hostname"] },
  // A hostname belongs to one app at a time.
  deleteBeforeReplace: true,

  outstanding: ({ cname }) => (cname === undefined ? ["hostname"] : []),

  creation: (heroku, wanted) => creationOf(heroku, wanted),

  async create(heroku, wanted) {
    const { app, hostname } = wanted;
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    const id = idOfApp(app, hostname);
    heroku.made(id, outputsOf(added));
    return { id, outputs: await ready(heroku, app, added) };
  },

  async read(heroku, id, prior) {
    const { app, key } = partsOf(id);
    const all = await listOfApp(heroku, `/apps/${app}/domains`, Answer);
    if (!all) return undefined;
    const found = all.find((each) => each.hostname === key) ?? (await heroku.find(pathOf(app, key), Answer));
    if (!found) return undefined;
    const sniEndpoint = shownEndpoint(found, prior?.inputs.sniEndpoint);
    return {
      id: idOfApp(found.app.id, found.hostname),
      inputs: { app: found.app.id, hostname: found.hostname, ...(sniEndpoint === undefined ? {} : { sniEndpoint }) },
      outputs: outputsOf(found),
    };
  },

  async update(heroku, id, { app, hostname, sniEndpoint }, prior) {
    if (sniEndpoint === prior.inputs.sniEndpoint) {
      return prior.outputs.cname === undefined
        ? ready(heroku, app, await heroku.get(pathOf(app, hostname), Answer))
        : prior.outputs;
    }
    const changed = await heroku.patch(pathOf(app, hostname), {
      doing: `change the certificate of domain "${hostname}"`,
      body: { sni_endpoint: endpointIn(sniEndpoint) },
      answer: Answer,
    });
    heroku.made(id, outputsOf(changed));
    return ready(heroku, app, changed);
  },

  async delete(heroku, _id, { app, hostname }) {
    await heroku.delete(pathOf(app, hostname), { doing: `remove domain "${hostname}"` });
  },
});

const creationOf = (heroku: Heroku, { app, hostname, sniEndpoint }: z.output<typeof inputs>): Creation<Answer> => ({
  doing: `add domain "${hostname}"`,
  path: `/apps/${app}/domains`,
  // Heroku refuses a domain whose `sni_endpoint` is left out.
  body: { hostname, sni_endpoint: endpointIn(sniEndpoint) },
  answer: Answer,
  find: () => heroku.find(pathOf(app, hostname), Answer),
  proof: "absent-before",
  createdAt: (found) => found.created_at,
  importId: () => idOfApp(app, hostname),
});

const pathOf = (app: string, hostname: string) => `/apps/${app}/domains/${encodeURIComponent(hostname)}`;

const outputsOf = ({ cname, kind, status }: Answer) => ({ cname: cname ?? undefined, kind, status });

/** Heroku takes a UUID or a name; the id of an `SniEndpoint` has the app's UUID in front. */
const endpointIn = (sniEndpoint: string | undefined): string | null => sniEndpoint?.split("/").at(-1) ?? null;

/** What is declared, while it means the one that is there. What Heroku's automatic certificates put there is no input. */
function shownEndpoint({ app, sni_endpoint, acm_status }: Answer, declared: string | undefined): string | undefined {
  if (!sni_endpoint || (declared === undefined && acm_status)) return undefined;
  const means = endpointIn(declared);
  return means === sni_endpoint.id || means === sni_endpoint.name ? declared : idOfApp(app.id, sni_endpoint.id);
}

/** Waits until the DNS target is known. */
async function ready(heroku: Heroku, app: string, added: Answer) {
  const { hostname } = added;
  const settled = (each: Answer | undefined) => (each?.cname && each.status !== "pending" ? each : undefined);
  const found =
    settled(added) ??
    (await heroku.wait({
      what: `the DNS target of ${hostname}`,
      probe: async () => settled(await heroku.look(pathOf(app, hostname), Answer)),
      timeoutMs: READY_WITHIN_MS,
    }));
  if (found.status === "failed") throw new HerokuFailure("failed", `Heroku could not set up domain "${hostname}"`);
  return outputsOf(found);
}

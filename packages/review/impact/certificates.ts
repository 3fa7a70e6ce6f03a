import type { ResourceView, ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, listed, type Rule, type Scene, textOf } from "./scene.ts";

/** Without a certificate browsers refuse the domains that stay. */
export const certificates: Rule = {
  impacts(change, scene) {
    if ((change.op !== "delete" && change.op !== "replace") || goesWithItsApp(change, scene)) return [];
    const hosts = remaining(change, scene).flatMap((domain) => textOf(domain.inputs.hostname) ?? []);
    if (hosts.length === 0) return [];
    const text = `${listed(hosts)} lose${hosts.length === 1 ? "s" : ""} the certificate: browsers warn visitors off until there is another.`;
    return [{ kind: "downtime", app: appNameOf(change, scene), text, details: hosts }];
  },
};

/** The domains of the same app that were there and stay; of a certificate of one's own, those that name it. */
function remaining(change: ReviewedChange, { all, changes }: Scene): ResourceView[] {
  const moved = new Set(changes.filter(({ op }) => op === "create" || op === "delete").map(({ urn }) => urn));
  return all.filter(
    ({ type, urn, inputs }) =>
      type === "Domain" && !moved.has(urn) && inputs.app === change.before?.inputs.app && isServed(change, inputs),
  );
}

/** Which endpoint a domain names is not known once it is replaced: then any that names one may. */
const isServed = ({ type }: ReviewedChange, inputs: ResourceView["inputs"]): boolean =>
  type === "AutomaticCertificates" ? inputs.sniEndpoint === undefined : inputs.sniEndpoint !== undefined;

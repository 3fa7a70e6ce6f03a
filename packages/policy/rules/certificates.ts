import { all, belonging, type Resource, textOf } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const certificates: Rule = {
  name: "certificates",
  description: "Each domain has a certificate: one that Heroku gets and renews, or an SNI endpoint of your own.",
  levels: { production: "mandatory", elsewhere: "advisory" },
  check(stack) {
    const covered = new Set(all("App", stack).flatMap((app) => automatic(app, stack)));
    return all("Domain", stack)
      .filter((domain) => !covered.has(domain) && !hasOwn(domain))
      .map((domain) => violation(domain, `it has no certificate; ${wayOut(domain)}`));
  },
};

const wayOut = (domain: Resource) =>
  isWildcard(domain)
    ? "give it an sniEndpoint, as Heroku gets none for a wildcard, or name each host instead"
    : "declare AutomaticCertificates for its app, or give it an sniEndpoint";

/** The domains of an app whose certificates Heroku takes care of. */
function automatic(app: Resource, stack: readonly Resource[]): Resource[] {
  const cares = belonging("AutomaticCertificates", { to: app, by: "app", stack }).length > 0;
  return cares ? belonging("Domain", { to: app, by: "app", stack }).filter((domain) => !isWildcard(domain)) : [];
}

/** Heroku gets none for `*.example.com`. https://devcenter.heroku.com/articles/automated-certificate-management */
const isWildcard = (domain: Resource) => textOf(domain, "hostname")?.startsWith("*.") ?? false;

/** Before its endpoint is made, a domain only says where the endpoint's id will come from. */
const hasOwn = ({ props, uses }: Resource) => Boolean(props.sniEndpoint) || (uses.sniEndpoint ?? []).length > 0;

import { AutomaticCertificates, Domain } from "@pulumi/heroku";
import type { Output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Place } from "./place.ts";

/** DNS target by host name: what its CNAME or ALIAS record has to point to. */
export type DnsTargets = Record<string, Output<string | undefined>>;

/** Declares the domains of an app, and certificates for them that Heroku renews, which need dynos to be there. */
export function domains(
  { name, app, options }: Place,
  { domains: hostnames = [], automaticCertificates = true }: { domains?: string[]; automaticCertificates?: boolean },
  dynos: Resource,
): DnsTargets {
  const declared = hostnames.map((hostname) => new Domain(`${name}-${hostname}`, { app, hostname }, options));
  if (automaticCertificates && declared.length > 0)
    new AutomaticCertificates(name, { app }, { ...options, dependsOn: [dynos, ...declared] });
  return Object.fromEntries(declared.map(({ cname }, index) => [hostnames[index], cname]));
}

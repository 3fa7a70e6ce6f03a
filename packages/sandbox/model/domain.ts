import { invalidParams } from "../errors.ts";
import { haiku } from "../haiku.ts";
import { uuidOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type App, appRef, webHost } from "./app.ts";
import { type SniEndpoint, sniEndpoints } from "./sni-endpoint.ts";

/** Where the certificate that Heroku manages for a domain stands. */
export type AcmStatus = "in-progress" | "dns-verified" | "failing" | "failed" | "cert issued";

export interface Domain {
  id: string;
  app: string;
  hostname: string;
  /** Where DNS has to point; null for a moment after the domain is added. */
  cname: string | null;
  status: "pending" | "succeeded";
  acm_status: AcmStatus | null;
  acm_status_reason: string | null;
  sni_endpoint: string | null;
  created_at: string;
  updated_at: string;
}

/** Custom domains; the app's own one below herokuapp.com follows from the app. */
export const domains = collection<Domain>("domains", {
  unique: [["app", "hostname"], ["hostname"]],
  indexes: [["app", "sni_endpoint"]],
});

/** At least two labels, the first may be a wildcard; https://devcenter.heroku.com/articles/custom-domains */
const HOSTNAME = /^(?=.{1,253}$)(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Names that Heroku gives itself. */
const HEROKU_OWN = /(^|\.)(herokuapp|herokudns|herokussl|heroku)\.com$/;

export function addDomain(platform: Platform, app: App, wanted: string, endpoint: SniEndpoint | undefined): Domain {
  const hostname = wanted.toLowerCase();
  requireHostname(hostname);
  requireFree(platform, app, hostname);
  requireRoom(platform, app);
  const now = platform.timestamp();
  const domain = domains(platform).insert({
    id: platform.uuid(),
    app: app.id,
    hostname,
    cname: null,
    status: "pending",
    acm_status: null,
    acm_status_reason: null,
    sni_endpoint: endpoint?.id ?? null,
    created_at: now,
    updated_at: now,
  });
  platform.later(platform.provisionMs, "domain.provisioned", { domain: domain.id });
  return domain;
}

/** The task `domain.provisioned`: DNS knows where the domain leads. */
export function provisionDomain(platform: Platform, payload: Record<string, string>): void {
  const domain = domains(platform).get(payload.domain ?? "");
  if (!domain) return;
  const cname = `${haiku(domain.id)}-${platform.hex(24)}.herokudns.com`;
  changeDomain(platform, domain, { cname, status: "succeeded" });
}

export function changeDomain(platform: Platform, domain: Domain, change: Partial<Domain>): Domain {
  return domains(platform).update(domain.id, { ...change, updated_at: platform.timestamp() });
}

/** Heroku's words are (unverified). */
function requireHostname(hostname: string): void {
  if (!HOSTNAME.test(hostname)) throw invalidParams(`${hostname} is not a valid hostname.`);
  if (HEROKU_OWN.test(hostname)) throw invalidParams(`${hostname} belongs to Heroku and can't be added as a domain.`);
}

/** Wildcards of other apps that would cover the hostname are not looked at. */
function requireFree(platform: Platform, app: App, hostname: string): void {
  const taken = domains(platform).find({ hostname });
  if (!taken) return;
  if (taken.app === app.id) throw invalidParams("Domain already added to this app.");
  throw invalidParams(`${hostname} is currently in use by another app.`);
}

/** Heroku's words are (unverified). */
function requireRoom(platform: Platform, app: App): void {
  const limit = platform.limits.domainsPerApp;
  if (domains(platform).count({ app: app.id }) >= limit) throw invalidParams(`An app can have ${limit} domains.`);
}

/** The app's own domain can't be changed or removed; Heroku's words are (unverified). */
export function requireCustom(domain: Domain | undefined): Domain {
  if (!domain) throw invalidParams("The app's own domain can't be changed.");
  return domain;
}

export function serializeDomain(platform: Platform, app: App, domain: Domain) {
  const { app: _, sni_endpoint, ...shown } = domain;
  const endpoint = sni_endpoint === null ? undefined : sniEndpoints(platform).get(sni_endpoint);
  return {
    ...shown,
    app: appRef(app),
    kind: "custom",
    sni_endpoint: endpoint ? { id: endpoint.id, name: endpoint.name } : null,
  };
}

/** The domain that every app has; its status is (unverified). */
export function serializeOwnDomain(app: App) {
  return {
    acm_status: null,
    acm_status_reason: null,
    app: appRef(app),
    cname: null,
    created_at: app.created_at,
    hostname: webHost(app),
    id: uuidOf(`domain:${app.id}`),
    kind: "heroku",
    sni_endpoint: null,
    status: "succeeded",
    updated_at: app.created_at,
  };
}

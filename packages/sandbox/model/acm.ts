import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { type App, apps, updateApp } from "./app.ts";
import { changeDomain, type Domain, domains } from "./domain.ts";
import { issueCertificate, removeIssued } from "./serve-certificate.ts";

type Progress = Pick<Domain, "acm_status" | "acm_status_reason">;

/** Heroku's words are (unverified). */
const NOT_ON_ECO = "Automatic Certificate Management is not available for apps with Eco dynos.";
const NO_WILDCARDS = "Automatic Certificate Management does not cover wildcard domains";
const UNRESOLVED = "Unable to resolve DNS for this domain";

/** Names that never resolve (RFC 2606): with them a test sees what a domain without DNS goes through. */
const NEVER_RESOLVES = /\.invalid$/;

/**
 * Automated Certificate Management: https://devcenter.heroku.com/articles/automated-certificate-management
 * Whether enabling it once more is refused is (unverified); here it changes nothing.
 */
export function enableAcm(platform: Platform, app: App): App {
  if (app.process_tier === "eco") throw invalidParams(NOT_ON_ECO);
  if (app.acm) return app;
  const enabled = updateApp(platform, app, { acm: true });
  for (const domain of domains(platform).list({ app: app.id })) manage(platform, enabled, domain);
  return enabled;
}

/** Takes the certificate away from the domains. */
export function disableAcm(platform: Platform, app: App): App {
  if (!app.acm) return app;
  removeIssued(platform, app);
  for (const domain of domains(platform).list({ app: app.id })) {
    changeDomain(platform, domain, { acm_status: null, acm_status_reason: null });
  }
  return updateApp(platform, app, { acm: false });
}

/** Has another try at the domains that have no certificate. */
export function refreshAcm(platform: Platform, app: App): App {
  const stuck = domains(platform)
    .list({ app: app.id })
    .filter(({ acm_status }) => acm_status === "failing" || acm_status === "failed");
  for (const domain of stuck) manage(platform, app, domain);
  return app;
}

/** Sets out to get the domain a certificate, if Heroku manages the app's. */
export function manage(platform: Platform, app: App, domain: Domain): Domain {
  if (!app.acm) return domain;
  if (domain.hostname.startsWith("*.")) {
    return changeDomain(platform, domain, { acm_status: "failed", acm_status_reason: NO_WILDCARDS });
  }
  later(platform, domain);
  return changeDomain(platform, domain, { acm_status: "in-progress", acm_status_reason: null });
}

/** The task `acm.step`: verified by DNS, then issued; or failing, then failed. */
export function stepAcm(platform: Platform, payload: Record<string, string>): void {
  const domain = domains(platform).get(payload.domain ?? "");
  const app = domain && apps(platform).get(domain.app);
  const next = domain && stepAfter(domain);
  if (!app || !next) return;
  const changed = changeDomain(platform, domain, next);
  if (next.acm_status === "cert issued") issueCertificate(platform, app, changed);
  else later(platform, domain);
}

function later(platform: Platform, domain: Domain): void {
  platform.later(platform.provisionMs, "acm.step", { domain: domain.id });
}

function stepAfter({ hostname, acm_status }: Domain): Progress | undefined {
  const unresolved = NEVER_RESOLVES.test(hostname);
  if (acm_status === "in-progress") {
    return unresolved
      ? { acm_status: "failing", acm_status_reason: UNRESOLVED }
      : { acm_status: "dns-verified", acm_status_reason: null };
  }
  if (acm_status === "failing") return { acm_status: "failed", acm_status_reason: UNRESOLVED };
  return acm_status === "dns-verified" ? { acm_status: "cert issued", acm_status_reason: null } : undefined;
}

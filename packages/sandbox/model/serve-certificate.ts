import { timestamp } from "../clock.ts";
import { invalidParams } from "../errors.ts";
import { haiku } from "../haiku.ts";
import type { Platform } from "../platform.ts";
import { type App, appRef } from "./app.ts";
import { readCertificate } from "./certificate.ts";
import { changeDomain, type Domain, domains } from "./domain.ts";
import { type SniEndpoint, sniEndpoints } from "./sni-endpoint.ts";

export interface GivenCertificate {
  certificate_chain: string;
  private_key: string;
}

/** Heroku's words are (unverified). */
const NOT_ON_ECO = "SSL certificates are not available for apps with Eco dynos.";

/** The sandbox issues no certificates: where Heroku answers the one that it manages, this stands. */
const NOT_ISSUED = "(a certificate that Heroku manages)";
const ISSUED_FOR_MS = 90 * 24 * 60 * 60 * 1000;

export function addSniEndpoint(platform: Platform, app: App, given: GivenCertificate): SniEndpoint {
  if (app.process_tier === "eco") throw invalidParams(NOT_ON_ECO);
  const cert = readCertificate(given.certificate_chain, given.private_key);
  return insert(platform, app, given.certificate_chain, { ...cert, id: platform.uuid(), acm: false });
}

export function changeSniEndpoint(platform: Platform, endpoint: SniEndpoint, given: GivenCertificate): SniEndpoint {
  const { certificate_chain, private_key } = given;
  const cert = readCertificate(certificate_chain, private_key);
  return sniEndpoints(platform).update(endpoint.id, {
    certificate_chain,
    ssl_cert: { ...cert, id: platform.uuid(), acm: false },
    updated_at: platform.timestamp(),
  });
}

/** Its domains stay, without a certificate. */
export function removeSniEndpoint(platform: Platform, endpoint: SniEndpoint): void {
  for (const domain of domainsOf(platform, endpoint)) changeDomain(platform, domain, { sni_endpoint: null });
  sniEndpoints(platform).delete(endpoint.id);
}

/** Gives a domain the certificate that Heroku manages for the app. */
export function issueCertificate(platform: Platform, app: App, domain: Domain): void {
  const endpoint = issued(platform, app) ?? insert(platform, app, NOT_ISSUED, managed(platform));
  changeDomain(platform, domain, { sni_endpoint: endpoint.id });
  const cert_domains = domainsOf(platform, endpoint).map(({ hostname }) => hostname);
  const subject = `/CN=${cert_domains[0]}`;
  sniEndpoints(platform).update(endpoint.id, { ssl_cert: { ...endpoint.ssl_cert, cert_domains, subject } });
}

/** Takes away the certificate that Heroku manages. */
export function removeIssued(platform: Platform, app: App): void {
  const endpoint = issued(platform, app);
  if (endpoint) removeSniEndpoint(platform, endpoint);
}

function issued(platform: Platform, app: App): SniEndpoint | undefined {
  return sniEndpoints(platform)
    .list({ app: app.id })
    .find(({ ssl_cert }) => ssl_cert.acm);
}

function managed(platform: Platform): SniEndpoint["ssl_cert"] {
  return {
    id: platform.uuid(),
    acm: true,
    "ca_signed?": true,
    "self_signed?": false,
    cert_domains: [],
    issuer: "/C=US/O=Let's Encrypt/CN=R10",
    subject: "",
    starts_at: platform.timestamp(),
    expires_at: timestamp(platform.now() + ISSUED_FOR_MS),
  };
}

function insert(platform: Platform, app: App, certificate_chain: string, ssl_cert: SniEndpoint["ssl_cert"]) {
  const id = platform.uuid();
  const name = `${haiku(id)}-${Number.parseInt(platform.hex(4), 16)}`;
  const now = platform.timestamp();
  return sniEndpoints(platform).insert({
    id,
    app: app.id,
    name,
    certificate_chain,
    ssl_cert,
    created_at: now,
    updated_at: now,
  });
}

function domainsOf(platform: Platform, endpoint: SniEndpoint): Domain[] {
  return domains(platform).list({ app: endpoint.app, sni_endpoint: endpoint.id });
}

export function serializeSniEndpoint(platform: Platform, app: App, endpoint: SniEndpoint) {
  return {
    ...endpoint,
    app: appRef(app),
    display_name: null,
    domains: domainsOf(platform, endpoint).map(({ id }) => id),
  };
}

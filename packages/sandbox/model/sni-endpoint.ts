import { notFound } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";
import type { SslCert } from "./certificate.ts";

/** A certificate that an app serves. The private key is looked at and not kept. */
export interface SniEndpoint {
  id: string;
  app: string;
  name: string;
  certificate_chain: string;
  ssl_cert: SslCert & { id: string; acm: boolean };
  created_at: string;
  updated_at: string;
}

export const sniEndpoints = collection<SniEndpoint>("sni_endpoints", { unique: [["app", "name"]] });

/** By id or name. */
export function findSniEndpoint(platform: Platform, app: App, identity: string): SniEndpoint {
  const byName = sniEndpoints(platform).find({ app: app.id, name: identity });
  const found = byName ?? sniEndpoints(platform).get(identity.toLowerCase());
  if (found?.app !== app.id) throw notFound("SNI endpoint");
  return found;
}

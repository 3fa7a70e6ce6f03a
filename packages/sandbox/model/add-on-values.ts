import type { AddOnService, VarKind } from "../catalogue/add-on-services.ts";
import type { Platform } from "../platform.ts";
import type { AddOn } from "./add-on.ts";

/** Values of a new add-on's config vars. They look like Heroku's and lead nowhere. */
export function newValues(platform: Platform, service: AddOnService): Record<string, string> {
  return Object.fromEntries(Object.entries(service.vars).map(([suffix, kind]) => [suffix, newValue(platform, kind)]));
}

/** The values with other passwords or hosts in their addresses; those of databases and stores are addresses, all of them. */
export function withAddresses({ values }: AddOn, change: { password?: string; hostname?: string }): AddOn["values"] {
  const changed = (value: string) => Object.assign(new URL(value), change).href;
  return Object.fromEntries(Object.entries(values).map(([suffix, value]) => [suffix, changed(value)]));
}

export const newPassword = (platform: Platform): string => `p${platform.hex(32)}`;
export const newHost = (platform: Platform): string => `${platform.hex(8)}.sandbox.example`;

function newValue(platform: Platform, kind: VarKind): string {
  const url = (protocol: string, port: number, path = "") =>
    `${protocol}://u${platform.hex(8)}:${newPassword(platform)}@${newHost(platform)}:${port}${path}`;
  const values: Record<VarKind, () => string> = {
    "postgres-url": () => url("postgres", 5432, `/d${platform.hex(12)}`),
    "redis-url": () => url("rediss", 6380),
    "mongodb-url": () => url("mongodb", 27017, `/${platform.hex(8)}?ssl=true`),
    dsn: () => `https://${platform.hex(32)}@sentry.sandbox.example/1`,
    host: () => `${newHost(platform)}:11211`,
    user: () => platform.hex(8),
    secret: () => platform.hex(40),
    region: () => "us-east-1",
    level: () => "stdout",
  };
  return values[kind]();
}

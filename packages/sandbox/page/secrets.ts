import { addOns } from "../model/add-on.ts";
import { addOnAttachments } from "../model/add-on-attachment.ts";
import type { App } from "../model/app.ts";
import { configs } from "../model/config.ts";
import { logDrains } from "../model/log-drain.ts";
import { releases } from "../model/release.ts";
import type { Platform } from "../platform.ts";

export type Masked = (text: string) => string;

const MASK = "•••";

/** Shorter values are words that logs are full of, such as "true" and "web". */
const SHORTEST = 6;

/** More than any page shows of a text: what is beyond is not looked at, as some make texts of megabytes. */
const LOOKED_AT = 4000;

/** A value that was set before these stands in no line of the log that is shown. */
const RELEASES_LOOKED_AT = 200;

/** What looks like a secret wherever it stands; a reference to a variable (`$PORT`) is none. Nothing in these is endless. */
const LOOKS_SECRET: [pattern: RegExp, instead: string][] = [
  [/\b([a-z][a-z\d+.-]{0,30}:\/\/)[^\s/@]+@/gi, `$1${MASK}@`],
  [
    /\b(\w{0,40}(?:api_?key|auth|passw|secret|token|signature)\w{0,40}=)(?![\s$]|["']\$)("[^"]*"|'[^']*'|[^\s&]+)/gi,
    `$1${MASK}`,
  ],
  [/\b([A-Z][A-Z\d_]{0,80}=)(?![\s$]|["']\$)("[^"]*"|'[^']*'|[^\s&]+)/g, `$1${MASK}`],
  [/(--?(?:api-?key|auth|key|pass|password|secret|token)[ =])(?!\$)("[^"]*"|'[^']*'|\S+)/gi, `$1${MASK}`],
  [/\b(Authorization: *\w{1,20} +|Bearer +)\S+/gi, `$1${MASK}`],
  [/\bHRKU-[\w-]+/g, MASK],
];

export const masked: Masked = (text) =>
  LOOKS_SECRET.reduce((clean, [pattern, instead]) => clean.replaceAll(pattern, instead), text.slice(0, LOOKED_AT));

/** Masks what looks like a secret, and every value that the app knows or has known. */
export function maskedFor(platform: Platform, app: App): Masked {
  const values = [...secretsOf(platform, app)].filter((value) => value.length >= SHORTEST && value !== app.name);
  const longestFirst = values.toSorted((one, other) => other.length - one.length);
  return (text) => masked(longestFirst.reduce((clean, value) => clean.replaceAll(value, MASK), text));
}

function secretsOf(platform: Platform, { id }: App): Set<string> {
  const config = configs(platform).get(id);
  const attached = Object.values(config?.attached ?? {}).map(({ value }) => value);
  const ofAddOns = addOnAttachments(platform)
    .list({ app: id })
    .flatMap(({ addOn }) => addOns(platform).get(addOn) ?? [])
    .flatMap(({ config, values, credentials = {} }) => [config, values, credentials].flatMap(Object.values<string>));
  const released = releases(platform)
    .list({ app: id }, { newestFirst: true, limit: RELEASES_LOOKED_AT })
    .flatMap(({ vars }) => Object.values(vars));
  const drains = logDrains(platform)
    .list({ app: id })
    .flatMap(({ url, token }) => [url, token]);
  return new Set([...Object.values(config?.vars ?? {}), ...attached, ...ofAddOns, ...released, ...drains]);
}

/** What stands in a path after these may open something, or be an address with a password. */
const OPENS =
  /\/(log-drains|telemetry-drains|invitations|authorizations|tokens)\/(?![\da-f]{8}-[\da-f-]{27}(?:\/|$))[^/]+/gi;

export const maskedPath = (path: string): string => masked(decoded(path.replace(OPENS, `/$1/${MASK}`)));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

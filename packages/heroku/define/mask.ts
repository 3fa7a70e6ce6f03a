import { isObject, isSecret, type Plain, UNKNOWN } from "./values.ts";

/** Takes out of texts that others have written (Heroku, or a build) whatever secrets are in them. */
export interface Mask {
  /** Remembers the values that are marked as secret. */
  learn(...values: Plain[]): void;
  mask(text: string): string;
}

const MASKED = "[secret]";

/** Shorter secrets, such as `1` or `true`, are words that every text has. */
const SHORTEST = 6;
/** What is longer is masked piece by piece, as others shorten what they quote; in characters. */
const PIECE = 32;
/** Shorter parts of an address, such as `/v1/logs`, are no secrets. */
const SHORTEST_PART = 12;

export function createMask(): Mask {
  const known = new Set<string>();
  /** What may be quoted, and the parts of it that stand in every way to write it. */
  const fixed = new Map<string, readonly string[]>();
  return {
    learn(...values) {
      for (const secret of values.flatMap((value) => markedTexts(value))) {
        if (known.has(secret)) continue;
        known.add(secret);
        for (const text of quotable(secret)) fixed.set(text, fixedParts(text));
      }
    },
    mask(text) {
      // One pattern for thousands of secrets takes more memory and time than all else that the provider does.
      const possible = [...fixed].filter(([, parts]) => parts.every((part) => text.includes(part)));
      return replaced(
        text,
        possible.flatMap(([quoted]) => placesOf(quoted, text)),
      );
    },
  };
}

/** Letters and digits, which nobody writes otherwise; the longest first, as it says most. */
const fixedParts = (text: string): string[] =>
  (text.match(/[A-Za-z0-9]+/g) ?? []).sort((one, other) => other.length - one.length);

/** A start and an end in a text. */
type Place = readonly [number, number];

function placesOf(quoted: string, text: string): Place[] {
  const pattern = new RegExp([...quoted].map(written).join(""), "g");
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length]);
}

/** Secrets may overlap, as those that begin alike do. Places that touch one another are one. */
function replaced(text: string, places: readonly Place[]): string {
  let masked = "";
  let end = 0;
  for (const [from, to] of places.toSorted(([one], [other]) => one - other)) {
    if (from > end || end === 0) masked += `${text.slice(end, from)}${MASKED}`;
    end = Math.max(end, to);
  }
  return masked + text.slice(end);
}

function markedTexts(value: Plain, marked = false): string[] {
  if (isSecret(value)) return markedTexts(value.value, true);
  if (Array.isArray(value)) return value.flatMap((item) => markedTexts(item, marked));
  if (isObject(value)) return Object.values(value).flatMap((item) => markedTexts(item, marked));
  return marked && typeof value === "string" && value !== UNKNOWN ? [value] : [];
}

/** What of a secret may stand in a text: all of it, a line of it, a part of its address, or its base64. */
function quotable(secret: string): string[] {
  const lines = secret.split(/[\r\n]+/);
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  const whole = [secret, ...(lines.length > 1 ? lines : []), base64].filter(({ length }) => length >= SHORTEST);
  return secret.length < SHORTEST ? [] : [...whole, ...partsOfAddress(secret)].flatMap(pieces);
}

/** User, password, path and query of an address may each be what lets in. */
function partsOfAddress(secret: string): string[] {
  const url = URL.parse(secret);
  if (!url?.host) return [];
  const { username, password, pathname, searchParams } = url;
  const parts = [username, ...pathname.split("/")].map(decoded).concat([...searchParams.values()]);
  return [...parts.filter(({ length }) => length >= SHORTEST_PART), decoded(password)].filter(
    ({ length }) => length >= SHORTEST,
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Pieces of about the same length. */
function pieces(secret: string): string[] {
  const characters = [...secret];
  const size = Math.ceil(characters.length / Math.ceil(characters.length / PIECE));
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(""),
  );
}

const ENTITIES: Record<string, string> = { '"': "quot", "'": "apos", "&": "amp", "<": "lt", ">": "gt" };
const ESCAPES: Record<string, string> = { "\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f" };

/** As it is, or in an address. */
const BACKSLASH = "(?:\\\\|%(?:25)?5[cC])";

/** A pattern for one character, as it is or as JSON (also within JSON), addresses, HTML and shells write it. */
function written(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const units = character.split("").map((unit) => `${BACKSLASH}+u${hex(unit.charCodeAt(0), 4)}`);
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25)?${hex(byte, 2)}`);
  const forms = [`${BACKSLASH}*(?:${literal(character)}|${bytes.join("")})`, units.join(""), `&#0*${code};`];
  if (character in ESCAPES) forms.push(`${BACKSLASH}+${ESCAPES[character]}`);
  if (character in ENTITIES) forms.push(`&${ENTITIES[character]};`);
  if (character === "\\") forms.push(`${BACKSLASH}+`);
  if (character === " ") forms.push("\\+");
  if (character === "'") forms.push("'\\\\''");
  return `(?:${forms.join("|")})`;
}

const literal = (character: string) => (/[!-~]/.test(character) ? `\\${character}` : character);

/** In any case. */
const hex = (code: number, digits: number) =>
  code
    .toString(16)
    .padStart(digits, "0")
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

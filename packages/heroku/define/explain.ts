import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { pathText } from "./values.ts";

/** A wrong value: where it stands, and what is wrong with it, with the value (never a secret one) and the way out. */
export interface Wrong {
  path: (string | number)[];
  reason: string;
}

/** An issue that zod found, in the words of a person who helps. `hides` tells which paths hold a secret. */
export function explain(
  issue: z.core.$ZodIssue,
  input: unknown,
  hides: (path: (string | number)[]) => boolean,
): Wrong[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, path);
  if (issue.code === "invalid_key") return [{ path, reason: wrongKey(issue) }];
  const value = at(input, path);
  const shown = hides(path) ? "the secret value" : shortened(JSON.stringify(value));
  return [{ path, reason: value === undefined ? missing(issue) : `${shown} ${reasonOf(issue, value)}` }];
}

/** As much of a value as helps to recognise it. */
const LONGEST_SHOWN = 80;

/** Cut between characters, not within one: half of a pair of surrogates is no text, and gRPC sends none. */
function shortened(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= LONGEST_SHOWN) return text;
  const characters = [...text.slice(0, 2 * LONGEST_SHOWN)];
  return `${characters.slice(0, LONGEST_SHOWN).join("")}…`;
}

/** A map's key that is not allowed: the path ends in it, so it is not repeated. */
const wrongKey = (issue: z.core.$ZodIssueInvalidKey) =>
  issue.issues.map(({ message }) => lowerFirst(message)).join("; ");

function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys & { known?: string[] },
  path: (string | number)[],
): Wrong[] {
  return issue.keys.map((key) => ({
    path: [...path, key],
    reason: `is not known here${didYouMean(key, issue.known)}`,
  }));
}

/** `; did you mean "formation"?`, where something close enough is allowed. */
export function didYouMean(word: string, allowed: readonly string[] | undefined): string {
  if (!allowed || allowed.length === 0) return "; remove it";
  const near = closest(word, [...allowed]);
  const close = near.length > 0 && sharesLetters(word, near);
  return close ? `; did you mean "${near}"?` : `; allowed are ${allowed.join(", ")}`;
}

const sharesLetters = (word: string, near: string) => {
  const letters = new Set(word.toLowerCase());
  return [...near.toLowerCase()].filter((letter) => letters.has(letter)).length * 2 > near.length;
};

function missing(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `is missing; it takes ${kindOf(issue.expected)}`;
  if (issue.code === "invalid_value") return `is missing; use one of ${issue.values.join(", ")}`;
  return `is missing: ${issue.message}`;
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `is not ${kindOf(issue.expected)}`;
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const near = typeof value === "string" ? didYouMean(value, allowed) : "";
      return `is not one of ${allowed.join(", ")}${near.startsWith("; did") ? near : ""}`;
    }
    case "too_big":
      return `is too ${issue.origin === "string" ? "long" : "large"}; at most ${issue.maximum}${unit(issue.origin)}`;
    case "too_small":
      return `is too ${issue.origin === "string" ? "short" : "small"}; at least ${issue.minimum}${unit(issue.origin)}`;
    default:
      return lowerFirst(issue.message);
  }
}

const unit = (origin: string) => (origin === "string" ? " characters" : origin === "array" ? " items" : "");

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function kindOf(expected: string): string {
  const kinds: Record<string, string> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a map of fields",
    record: "a map",
  };
  return kinds[expected] ?? expected;
}

function at(input: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], input);
}

/** One line for each wrong value, each with its path. */
export const wrongLines = (wrong: Wrong[]): string[] => wrong.map(({ path, reason }) => `${pathText(path)}: ${reason}`);

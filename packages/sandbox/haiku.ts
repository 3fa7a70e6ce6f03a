import { fractionOf } from "./ids.ts";

const FIRST = [
  "amber",
  "brisk",
  "calm",
  "dusty",
  "early",
  "gentle",
  "hidden",
  "lively",
  "mellow",
  "quiet",
  "rapid",
  "wild",
];
const SECOND = [
  "badger",
  "cedar",
  "ember",
  "falcon",
  "harbor",
  "island",
  "lagoon",
  "meadow",
  "otter",
  "pine",
  "reef",
  "wolf",
];

/** Two words that follow from the text, as Heroku makes names: "amber-otter". */
export function haiku(text: string): string {
  return `${pick(FIRST, `${text}:first`)}-${pick(SECOND, `${text}:second`)}`;
}

function pick(words: readonly string[], text: string): string {
  return words[Math.floor(fractionOf(text) * words.length)] ?? "";
}

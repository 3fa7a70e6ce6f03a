import fc from "fast-check";

/** Values that must show nowhere, by the place that they are put in. */
export interface Values {
  /** Config vars of the stack file. */
  S3_KEY: string;
  S3_SECRET: string;
  LOG_DRAIN_URL: string;
  /** Secret inputs of other resources; see program.ts. */
  marked: string;
  variable: string;
  drain: string;
  option: string;
  word: string;
  /** Somebody else's value under a name of ours. */
  foreign: string;
}

/** Characters that other programs write in other ways. */
const SPECIAL = [
  "-",
  '"quoted"',
  "'",
  "\n",
  "\r\n\t",
  " %41%% ",
  "$HOME`id`",
  "\\n\\",
  "<&>",
  "é\u{1f511}",
  "x".repeat(2_000),
];

/** Parts without special characters are what is searched for: they stay as they are in whatever way the whole is written. */
const core = fc.string({ unit: fc.constantFrom(..."bcdfghjkmnpqrstvwxz23456789"), minLength: 14, maxLength: 14 });

const text = fc.tuple(core, fc.constantFrom(...SPECIAL), core).map((parts) => parts.join(""));

const address = fc
  .tuple(core, core, core)
  .map(([user, password, path]) => `https://${user}:${password}@logs.example.com/${path}`);

export const values: fc.Arbitrary<Values> = fc.record({
  S3_KEY: text,
  S3_SECRET: text,
  LOG_DRAIN_URL: address,
  marked: text,
  variable: text,
  drain: address,
  option: text,
  word: core,
  foreign: text,
});

/** What to search for: every long part of a value that no program writes in another way. */
export const needlesOf = (value: string): string[] => value.match(/[A-Za-z0-9]{10,}/g)?.filter(isTelling) ?? [];

const isTelling = (part: string) => !/^(x+|placeholder)$/.test(part);

/** Where any of the needles stands in a text: as it is, or in the base64 of something that it is a part of. */
export function found(bytes: Buffer, needles: ReadonlyMap<string, string>): string[] {
  return [...needles].flatMap(([needle, place]) =>
    shapes(needle).some((each) => bytes.includes(each)) ? [place] : [],
  );
}

/** In base64 a text has three shapes, as it begins at the first, second or third of three bytes. */
function shapes(needle: string): string[] {
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.from(`${"-".repeat(before)}${needle}`)
      .toString("base64")
      .replace(/=+$/, "");
    // What the bytes around it have a part in is left out.
    return text.slice(before === 0 ? 0 : before + 1, -2);
  });
  return [needle, ...encoded];
}

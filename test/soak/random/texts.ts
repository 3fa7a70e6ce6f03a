import fc from "fast-check";

/** Names that every object of JavaScript has, or that change what it is. */
export const PROTOTYPE_NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];

/** Texts that have broken programs before. */
export const STRANGE = [
  ...PROTOTYPE_NAMES,
  "",
  " ",
  ".",
  "..",
  "../../etc/passwd",
  "a/b",
  "%",
  "%00",
  "%2F..%2F",
  "\u0000",
  "\r\nX-Injected: yes",
  "'; DROP TABLE apps; --",
  '"',
  "\\",
  "$(id)",
  "{{7*7}}",
  "null",
  "undefined",
  "true",
  "NaN",
  "Infinity",
  "-1",
  "1e309",
  "0x10",
  "9007199254740993",
  "~",
  "*",
  "[]",
  "{}",
  "\ud800",
  "\u202ereversed",
  "a\u0301",
  "ß",
  "日本語",
  "👩‍👩‍👧‍👦",
  "xn--nxasmq6b",
];

/** Longer than what anybody means, shorter than what a computer minds. */
const LONG = 10_000;

/** Any text: ordinary, strange, long. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 4, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom("x".repeat(LONG), "é".repeat(LONG), "../".repeat(LONG / 3)) },
);

/** As `JSON.parse` makes it: a key `__proto__` is a key. */
export const objectOf = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries);

/** Any value that JSON can say, with names and texts that are strange. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -0, Number.MAX_SAFE_INTEGER + 2),
    anyText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(anyText, tie("value")), { maxLength: 4 }).map(objectOf),
  ),
})).value as fc.Arbitrary<unknown>;

/** A value in as many lists or maps as a reader without a limit would not bear. */
export const nested = (depth: number, open: string, close: string): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

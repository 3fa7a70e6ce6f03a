import fc from "fast-check";
import { pathsIn, replaced } from "./trees.ts";

// How the engine writes values that JSON has no word for:
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURES = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  nothing: "no signature of the engine's",
};

/** Part of the text of every secret that is made here: it must never be read in an error. */
export const CANARY = "canary-6d1f";

const marked = (kind: keyof typeof SIGNATURES, fields: object) => ({ [SIGNATURE]: SIGNATURES[kind], ...fields });

const secretText = fc.string({ maxLength: 8 }).map((text) => `${CANARY}-${text}`);

/** What may stand in the place of any value. */
const special: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: secretText.map((value) => marked("secret", { value })) },
  { weight: 2, arbitrary: fc.constant(UNKNOWN) },
  secretText.map((text) => marked("secret", { value: { __proto__: null, a: [text, { b: text }] } })),
  secretText.map((text) => marked("secret", { value: marked("secret", { value: text }) })),
  fc.constant(marked("secret", {})),
  fc.constant(marked("asset", { text: "x", hash: "0" })),
  fc.constant(marked("archive", { path: "../..", hash: "0" })),
  fc.constant(marked("resource", { urn: "urn:pulumi:s::p::heroku:index:App::a", id: UNKNOWN })),
  fc.constant(marked("output", { value: "x", secret: true, dependencies: ["urn"] })),
  fc.constant(marked("nothing", { value: 1 })),
  fc.constant({ [SIGNATURE]: null }),
);

/** The same value with up to three of its parts marked, unknown or otherwise special. */
export const withMarks = (of: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(of, fc.array(fc.tuple(fc.nat(), special), { maxLength: 3 })).map(([value, marks]) =>
    marks.reduce((tree, [nth, mark]) => {
      const paths = pathsIn(tree).filter((path) => path.length > 0);
      const path = paths[nth % Math.max(1, paths.length)];
      return path ? replaced(tree, path, mark) : tree;
    }, value),
  );

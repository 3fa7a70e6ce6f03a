import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comment, MOST_CHARACTERS } from "../markdown/comment.ts";
import { code, prose } from "../markdown/escape.ts";
import { label } from "../markdown/picture.ts";
import { SECRET } from "../model.ts";
import { HOSTILE } from "./support/hostile.ts";
import { fakeReview } from "./support/preview.ts";

/** Text that tries to be more than text. */
const wild = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      "`",
      "|",
      "<",
      ">",
      "\n",
      "\r",
      "@",
      "#",
      "[",
      "](",
      "*",
      "_",
      "\\",
      '"',
      "&",
      "a",
      " ",
      "%%{",
      "\u202e",
    ),
  }),
  fc.constantFrom(...HOSTILE),
);

describe("escaping, whatever is given", () => {
  test("a value as code stays one cell and one line, and is no tag", () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(code(text)).toMatch(/^(\(empty\)|`[\w .:/+,=%-]+`|<code>(?:[\p{L}\p{N} ]|(?:<wbr>)?&#\d+;)+<\/code>)$/u);
      }),
    );
  });

  test("a sentence has no tag, cell, link, code, mention or heading", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const escaped = prose(text);
        expect(escaped).not.toMatch(/[<>|`*_~[\]\\!\n\r]|@|#(?!\d+;)|:\/\/|www\.|^\s*[-+=]\s/i);
        expect(escaped).not.toMatch(/&(?!#\d+;)/);
      }),
    );
  });

  test("a label of the picture has nothing but letters, digits and codes", () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(label(text)).toMatch(/^(?:[\p{L}\p{N} .-]|#\d+;)*$/u);
      }),
    );
  });

  test("a whole comment has the same lines with any names and values as with harmless ones", () => {
    const shape = (text: string) =>
      comment([
        fakeReview(
          {
            op: "update",
            type: "ConfigVars",
            name: text,
            before: { vars: { [text]: "a" } },
            after: { vars: { [text]: text } },
            diff: { vars: "update" },
          },
          { op: "create", type: "AddOn", name: `${text}2`, after: { plan: text } },
        ),
        { stack: text, errors: [text] },
      ])
        .split("\n")
        .map((line) => [line.match(/^(\||#+| *- |```|<\/?details>| {2}n\d+)?/)?.[0], line.split("|").length]);
    const harmless = JSON.stringify(shape("harmless"));
    fc.assert(
      fc.property(wild, (text) => {
        expect(JSON.stringify(shape(text))).toBe(harmless);
      }),
      { numRuns: 60 },
    );
  });
});

test("a change reads like this", () => {
  const review = fakeReview(
    {
      op: "update",
      type: "AddOn",
      name: "site-cache",
      before: { plan: "memcachier:dev" },
      outputs: { monthlyCents: 0 },
      after: { plan: "memcachier:100" },
      diff: { plan: "update" },
      plan: { state: { monthlyCents: 1500 } },
    },
    {
      op: "update",
      type: "ConfigVars",
      name: "site",
      before: { secretVars: { KEY: SECRET } },
      after: { secretVars: { KEY: SECRET } },
      diff: { "secretVars.KEY": "update" },
    },
    {
      op: "replace",
      type: "App",
      name: "site",
      before: { region: "us" },
      after: { region: "eu" },
      diff: { region: "update-replace" },
      protect: true,
    },
  );
  const text = comment([review]);
  expect(text).toMatch(/^## staging: 2 to change, 1 to replace, \+\$15\.00 a month/);
  expect(text).toContain("- **change** add-on `site-cache`\n  - `plan`: `memcachier:dev` → `memcachier:100`\n");
  expect(text).toContain("- **change** config vars `site`\n  - `secretVars.KEY`: secret, changed\n");
  expect(text).toContain(
    "- **replace** app `site` (protected from deletion)\n  - `region`: `us` → `eu` (this is why it is replaced)\n",
  );
  expect(text).toContain("| `cache` | $0.00 → $15.00 | +$15.00 |");
  expect(text).toContain('["changed add-on<br/>memcachier#58;#8203;100"]:::changed');
  expect(text).toContain(`npm run apply -- --stack staging --reviewed ${review.fingerprint}`);
});

test("nothing to change is one line", () => {
  expect(comment([fakeReview()])).toBe("## staging: nothing to change\n");
});

test("what is refused stands first, and a failed preview says why", () => {
  const text = comment([{ stack: "staging", errors: ["error: web is <odd>"] }], ["staging: downtime: Web stops."]);
  expect(text).toMatch(/^\*\*Refused:\*\* staging: downtime: Web stops\.\n\n## staging: the preview failed\n/);
  expect(text).toContain("- error: web is &#60;odd&#62;");
});

test.each([300, 1_000])("%i changes with long values fit into a comment, which says how much is left out", (count) => {
  const steps = Array.from({ length: count }, (_, index) => {
    const vars = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`VAR_${at}`, "é|".repeat(500)]));
    return { op: "create", type: "ConfigVars", name: `site-${index}`, after: { vars } };
  });
  const review = fakeReview(...steps);
  const text = comment([review, review]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_CHARACTERS);
  expect(text).toMatch(/\d+ more resources left out here/);
  expect(text).toContain(review.fingerprint);
});

test("something that happens once more is not called a replacement", () => {
  const text = comment([
    fakeReview({
      op: "replace",
      type: "Promotion",
      name: "site",
      before: { version: 20 },
      after: { version: 21 },
      diff: { version: "update-replace" },
    }),
  ]);
  expect(text).toMatch(/^## staging: 1 to run/);
  expect(text).toContain("- **run** promotion of a release `site`\n  - `version`: `20` → `21`\n");
});

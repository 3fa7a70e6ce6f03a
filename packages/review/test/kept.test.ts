import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documentOf } from "../document.ts";
import { dataSection, keepReview, keptReview } from "../kept.ts";
import { SECRET } from "../model.ts";
import { readReviewed } from "../reviewed.ts";
import { clear, fakeReview } from "./support/preview.ts";

const CANARY = "canary-of-what-is-kept";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const review = (quantity: number) =>
  fakeReview(
    {
      op: "update",
      type: "Formation",
      name: "site",
      before: { quantity: 1 },
      after: { quantity },
      diff: { quantity: "update" },
    },
    {
      op: "create",
      type: "ConfigVars",
      name: "site",
      after: { secretVars: { KEY: SECRET } },
      plan: { updates: { secretVars: { KEY: clear(CANARY) } } },
    },
  );

const written = (text: string) => {
  const file = join(folder, "review");
  writeFileSync(file, text);
  return file;
};

/** What is kept of a change: its views are for a reader of the whole review. */
const changesOf = (quantity: number) => review(quantity).changes.map(({ before, after, ...kept }) => kept);

test("a review is kept under its fingerprint, without a secret, and found by it alone", () => {
  const made = review(2);
  keepReview(made, folder);
  expect(readFileSync(join(folder, ".reviews", `${made.fingerprint}.json`), "utf8")).not.toContain(CANARY);
  expect(keptReview(made.fingerprint, "staging", folder)).toEqual(changesOf(2));
  expect(keptReview(review(3).fingerprint, "staging", folder)).toBeUndefined();
  expect(keptReview(made.fingerprint, "production", folder)).toBeUndefined();
});

test("what was kept and then changed is not believed", () => {
  const made = review(2);
  keepReview(made, folder);
  const file = join(folder, ".reviews", `${made.fingerprint}.json`);
  for (const text of [readFileSync(file, "utf8").replace('"quantity"', '"size"'), "{", "null"]) {
    writeFileSync(file, text);
    expect(keptReview(made.fingerprint, "staging", folder)).toBeUndefined();
  }
});

test("the newest 50 are kept", () => {
  const made = Array.from({ length: 52 }, (_, index) => review(index + 2));
  for (const [index, each] of made.entries()) {
    keepReview(each, folder);
    utimesSync(join(folder, ".reviews", `${each.fingerprint}.json`), index + 1, index + 1);
  }
  keepReview(review(100), folder);
  expect(readdirSync(join(folder, ".reviews"))).toHaveLength(50);
  expect(made.map(({ fingerprint }) => keptReview(fingerprint, "staging", folder) !== undefined)).toEqual(
    made.map((_, index) => index >= 3),
  );
});

test("a comment with data, and --json, are reviews to compare with; no secret is in the data", () => {
  const made = review(2);
  const section = dataSection([review(3), made]);
  expect(section).toMatch(
    /^\n<details><summary>.*<\/summary>\n\n```text\nreview-data [\w+/=]+\nreview-data [\w+/=]+\n```/,
  );
  for (const [, data = ""] of section.matchAll(/^review-data (.*)$/gm))
    expect(gunzipSync(Buffer.from(data, "base64")).toString()).not.toContain(CANARY);
  const file = written(`## staging: 1 to change\r\n${section.replaceAll("\n", "\r\n")}`);
  expect(readReviewed(file, "staging", made.fingerprint)).toEqual(changesOf(2));
  const json = written(JSON.stringify(documentOf([made], [])));
  expect(readReviewed(json, "staging", made.fingerprint)).toMatchObject(changesOf(2));
});

test("nothing to change has no data; and what is too long for a comment is left out", () => {
  expect(dataSection([fakeReview()])).toBe("");
  const noise = Array.from({ length: 500 }, (_, index) => createHash("sha512").update(`${index}`).digest("hex")).join(
    "",
  );
  const large = { op: "create", type: "ConfigVars", name: "site", after: { vars: { NOISE: noise } } };
  expect(dataSection([fakeReview(large)])).toBe("");
});

test("what is no review, or another one, is refused with its name", () => {
  const { fingerprint } = review(2);
  const read = (text: string) => () => readReviewed(written(text), "staging", fingerprint);
  expect(read(dataSection([review(3)]))).toThrow(/review is a review with another fingerprint than [0-9a-f]{64}\.$/);
  expect(read("## staging: nothing to change\n")).toThrow(/review has no review of stack "staging"/);
  expect(read("review-data AAAA\n")).toThrow(/review is no review: /);
  expect(read("{}")).toThrow(/review is no review: /);
  expect(() => readReviewed(join(folder, "missing"), "staging", fingerprint)).toThrow(/missing can't be read: ENOENT/);
});

import { expect, test } from "vitest";
import { documentOf, documentSchema, ReviewDocument } from "../document.ts";
import { readKinds, refusals } from "../fail-on.ts";
import { type Impact, SECRET } from "../model.ts";
import { deviation } from "../reviewed.ts";
import { clear, fakeReview } from "./support/preview.ts";

const scale = (quantity: number) => ({
  op: "update",
  type: "Formation",
  name: "site",
  before: { quantity: 1 },
  after: { quantity },
  diff: { quantity: "update" },
});

const secret = (value: string) => ({
  op: "update",
  type: "ConfigVars",
  name: "site",
  before: { secretVars: { KEY: SECRET } },
  after: { secretVars: { KEY: SECRET } },
  diff: { "secretVars.KEY": "update" },
  plan: { updates: { secretVars: { KEY: clear(value) } } },
});

test("the published schema is the one that documents are held to", async () => {
  await expect(`${JSON.stringify(documentSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../generated/document.schema.json",
  );
});

test("a document holds reviews and failures, and is read again as it was written", () => {
  const document = documentOf([fakeReview(scale(2)), { stack: "production", errors: ["no"] }], ["refused"]);
  expect(document.stacks).toMatchObject([
    { headline: expect.stringMatching(/^staging: 1 to change/) },
    { errors: ["no"] },
  ]);
  expect(ReviewDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(JSON.parse(JSON.stringify(document)));
});

test("--fail-on takes impacts by name, and refuses what has one of them", () => {
  expect(readKinds("downtime, data-loss")).toEqual(["downtime", "data-loss"]);
  expect(() => readKinds("data-los")).toThrow(/"data-los" is not an impact; use some of restarts, downtime/);
  const impacts: Impact[] = [
    { kind: "downtime", text: "Web stops." },
    { kind: "cost", text: "More." },
  ];
  const review = { ...fakeReview(scale(2)), impacts: [{ urn: "urn", impacts }] };
  expect(refusals([review], ["downtime", "data-loss"])).toEqual(["staging: downtime: Web stops."]);
  expect(refusals([review, { stack: "x", errors: ["no"] }], ["data-loss"])).toEqual([]);
});

test("what differs from the review is told in both directions; where only a secret does, whose", () => {
  const [two, three] = [fakeReview(scale(2)), fakeReview(scale(3))];
  const text = deviation(three, two.changes);
  expect(text).toMatch(
    /would be done now, but was not reviewed[\s\S]*`1` → `3`[\s\S]*was reviewed, but would not[\s\S]*`1` → `2`/,
  );
  const [one, other] = [fakeReview(scale(2), secret("a")), fakeReview(scale(2), secret("b"))];
  expect(deviation(other, one.changes)).toMatch(
    /^The value of a secret is another one .*:\n\n- \*\*change\*\* config vars `site`\n {2}- `KEY`: secret, changed$/,
  );
  expect(deviation(two, undefined)).toMatch(/What would be done now:[\s\S]*`1` → `2`[\s\S]*--review FILE/);
});

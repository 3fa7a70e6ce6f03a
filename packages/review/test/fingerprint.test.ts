import { expect, test } from "vitest";
import { fingerprintKey, fingerprintOf } from "../fingerprint.ts";
import { SECRET } from "../model.ts";
import { reviewOf } from "../reading.ts";
import { clear, fakePreview, fakeReview } from "./support/preview.ts";

const secret = (value: string) => ({
  op: "update",
  type: "ConfigVars",
  name: "site",
  before: { secretVars: { KEY: SECRET } },
  after: { secretVars: { KEY: SECRET } },
  diff: { "secretVars.KEY": "update" },
  plan: { updates: { secretVars: { KEY: clear(value) } } },
});
const scale = (quantity: number, from = 1) => ({
  op: "update",
  type: "Formation",
  name: "site",
  before: { quantity: from },
  after: { quantity },
  diff: { quantity: "update" },
});

test("the same changes have the same fingerprint, in whatever order they come", () => {
  const one = fakeReview(scale(2), secret("a")).fingerprint;
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(fakeReview(secret("a"), scale(2)).fingerprint).toBe(one);
  const same = { op: "same", type: "AddOn", name: "x", before: { plan: "a:b" }, after: { plan: "a:b" } };
  expect(fakeReview(scale(2), secret("a"), same).fingerprint).toBe(one);
});

test.each([
  ["another new value", [scale(3), secret("a")]],
  ["another old value", [scale(2, 0), secret("a")]],
  ["another secret", [scale(2), secret("b")]],
  ["one change less", [scale(2)]],
  ["another operation", [{ ...scale(2), op: "replace" }, secret("a")]],
  ["another resource", [{ ...scale(2), name: "other" }, secret("a")]],
])("%s has another one", (_, steps) => {
  expect(fakeReview(...steps).fingerprint).not.toBe(fakeReview(scale(2), secret("a")).fingerprint);
});

test("what is hashed is in the review, has no secret, and depends on the key", () => {
  const { digest, plan } = fakePreview(scale(2), secret("canary"));
  const review = (key: string) => reviewOf("staging", digest, plan, { key: Buffer.from(key) });
  const { changes, fingerprint } = review("one");
  expect(JSON.stringify(changes)).not.toContain("canary");
  expect(JSON.stringify(changes)).toContain("secretVars.KEY");
  expect(fingerprint).toBe(fingerprintOf("staging", changes));
  expect(fingerprint).not.toBe(review("two").fingerprint);
});

test("the key: REVIEW_KEY, else from the passphrase and the stack's name, else an error that says the way out", async () => {
  expect(String(await fingerprintKey("a", { REVIEW_KEY: "mine", PULUMI_CONFIG_PASSPHRASE: "x" }))).toBe("mine");
  const derived = await fingerprintKey("a", { PULUMI_CONFIG_PASSPHRASE: "x" });
  expect(await fingerprintKey("a", { PULUMI_CONFIG_PASSPHRASE: "x" })).toEqual(derived);
  expect(await fingerprintKey("b", { PULUMI_CONFIG_PASSPHRASE: "x" })).not.toEqual(derived);
  await expect(fingerprintKey("a", { PULUMI_CONFIG_PASSPHRASE: "" })).rejects.toThrow(/set REVIEW_KEY/);
});

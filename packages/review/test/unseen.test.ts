import { describe, expect, test } from "vitest";
import { comment } from "../markdown/comment.ts";
import { readPreview } from "../preview/read.ts";
import { Digest, Plan } from "../preview/steps.ts";
import { fakePreview, fakeReview, fakeReviewOfNames, urnOf } from "./support/preview.ts";

// What Pulumi's own summary counts as "unchanged", or says nothing of.

const APP = "01234567-89ab-cdef-0123-456789abcdef";
const FIRST = { protect: true, provider: "urn:pulumi:staging::p::pulumi:providers:heroku::first::id1" };

const same = (type: string, name: string, was: object, is: object) =>
  ({ op: "same", type, name, before: { app: APP }, after: { app: APP }, was: { ...was }, is: { ...is } }) as const;

describe("resource options", () => {
  test("protection that is taken off", () => {
    const review = fakeReview(same("AddOn", "database", { protect: true }, { protect: false }));
    expect(review.changes).toMatchObject([
      { op: "state", paths: [{ path: "opts.protect", before: true, after: false }] },
    ]);
    expect(review.impacts[0]?.impacts).toMatchObject([
      { kind: "protection", text: "Pulumi no longer protects add-on database from deletion." },
    ]);
    expect(comment([review])).toContain("**state only** add-on `database`\n  - `opts.protect`: `true` → `false`");
    expect(review.fingerprint).not.toBe(fakeReview().fingerprint);
  });

  test("another provider, but not another id of the same one", () => {
    const review = fakeReview(
      same("Domain", "a", FIRST, { ...FIRST, provider: FIRST.provider.replace("first::id1", "second::id1") }),
      same("Domain", "b", FIRST, { ...FIRST, provider: FIRST.provider.replace("id1", "id2") }),
    );
    expect(review.changes).toMatchObject([
      { name: "a", op: "state", paths: [{ path: "opts.provider", before: "first", after: "second" }] },
    ]);
    expect(review.impacts[0]?.impacts[0]?.kind).toBe("access");
  });

  test("they show beside other changes of the resource", () => {
    const [change] = fakeReview({
      ...same("AddOn", "cache", { protect: true }, { protect: false }),
      op: "update",
      before: { plan: "memcachier:dev" },
      after: { plan: "memcachier:100" },
      diff: { plan: "update" },
    }).changes;
    expect(change?.paths.map(({ path }) => path)).toEqual(["plan", "opts.protect"]);
  });
});

describe("providers", () => {
  const type = "pulumi:providers:heroku";
  const urn = (name: string) => `urn:pulumi:staging::p::${type}::${name}`;

  test("an explicit one with another key", () => {
    const state = (inputs: object) => ({ urn: urn("mine"), type, custom: true, inputs });
    const steps = [
      {
        op: "update",
        urn: urn("mine"),
        oldState: state({}),
        newState: state({ keyVariable: "OTHER_KEY" }),
        diffReasons: ["keyVariable"],
      },
    ];
    const { every } = readPreview(Digest.parse({ steps }), {});
    expect(every).toMatchObject([
      { type: "Provider", name: "mine", op: "update", paths: [{ path: "keyVariable", after: "OTHER_KEY" }] },
    ]);
  });

  test("Pulumi's own, whose change is in the plan alone; that it comes or goes says nothing", () => {
    const goal = (name: string) => ({ type, name, inputDiff: { adds: { keyVariable: "OTHER_KEY" } } });
    const plan = Plan.parse({
      resourcePlans: {
        [urn("default")]: { goal: goal("default"), steps: ["update"] },
        [urn("default_1_0_0")]: { goal: goal("default_1_0_0"), steps: ["create"] },
        [urn("default_2_0_0")]: { steps: ["delete"] },
      },
    });
    expect(readPreview({}, plan).every).toMatchObject([
      { name: "default", op: "update", paths: [{ path: "keyVariable", kind: "add", after: "OTHER_KEY" }] },
    ]);
  });
});

test("what an earlier update replaced and did not delete shows as a deletion, beside the resource itself", () => {
  const database = { type: "AddOn", name: "database", before: { plan: "heroku-postgresql:standard-0" } };
  const review = fakeReview(
    { ...same("AddOn", "database", { id: "new" }, {}), ...database, after: database.before },
    { ...database, op: "delete-replaced", was: { id: "old", delete: true } },
  );
  expect(review.changes).toMatchObject([{ op: "delete", name: "database replaced old" }]);
  expect(review.impacts[0]?.impacts.map(({ kind }) => kind)).toContain("data-loss");
});

test("the steps of one replacement are one change", () => {
  const domain = { type: "Domain", name: "a", before: { hostname: "a.example.com" }, was: { id: "1" } };
  const after = { hostname: "b.example.com" };
  const { every } = readPreview(
    fakePreview(
      { ...domain, op: "delete-replaced" },
      { ...domain, op: "replace", after, diff: { hostname: "update-replace" } },
      { ...domain, op: "create-replacement", after, diff: { hostname: "update-replace" } },
    ).digest,
    {},
  );
  expect(every.map(({ op }) => op)).toEqual(["replace"]);
});

test.each([
  ["deleted, and kept at Heroku", { op: "delete", was: { retainOnDelete: true } }],
  ["only read so far", { op: "discard", was: { external: true } }],
  ["deleted for a replacement that nobody wants any more", { op: "remove-pending-replace", was: {} }],
])("what is %s is only dropped from the state", (_, step) => {
  const review = fakeReview({ ...step, type: "AddOn", name: "database", before: { plan: "heroku-redis:mini" } });
  expect(review.changes).toMatchObject([{ op: "state" }]);
  expect(review.impacts).toEqual([]);
  expect(comment([review])).toContain("dropped from Pulumi's state; it stays at Heroku");
});

test("what is only read, each time again, is no change; read for the first time it shows", () => {
  const step = { op: "read", type: "App", name: "app", after: { name: "a" } };
  const external = { external: true };
  expect(fakeReview({ ...step, before: { name: "a" }, was: external, is: external }).changes).toEqual([]);
  expect(fakeReview(step).changes).toMatchObject([{ op: "state" }]);
});

test.each([
  ["a step", { steps: [{ op: "rebuild", urn: "urn:a" }] }, {}],
  ["the plan", {}, { resourcePlans: { "urn:a": { steps: ["rebuild"] } } }],
])("an operation in %s that is not known is an error, not nothing", (_, digest, plan) => {
  expect(() => readPreview(Digest.parse(digest), Plan.parse(plan))).toThrow(
    /does not know what Pulumi's operation "rebuild" does to urn:a/,
  );
});

describe("renames", () => {
  const vars = { app: APP, vars: { A: "1" } };
  const old = { op: "delete", type: "ConfigVars", name: "cv", before: vars };
  const renamed = { op: "create", type: "ConfigVars", name: "cv2", after: vars };

  test("by an alias: only the state changes", () => {
    const step = { ...same("ConfigVars", "cv2", {}, {}), was: { urn: urnOf("ConfigVars", "cv") } };
    const review = fakeReview(step);
    expect(review.changes).toMatchObject([{ op: "state", from: urnOf("ConfigVars", "cv") }]);
    expect(comment([review])).toMatch(/HerokuApp .*cv.* is now called .*cv2.*; nothing happens at Heroku/);
  });

  test("without one: where both names are one object it is one change, of the state alone", async () => {
    const review = await fakeReviewOfNames(old, renamed);
    expect(review.changes).toMatchObject([{ op: "state", name: "cv2", from: urnOf("ConfigVars", "cv"), paths: [] }]);
    expect(review.impacts).toEqual([]);
    expect(comment([review])).toContain("nothing happens at Heroku");
  });

  test("with a changed value as well, it is an update of that value", async () => {
    const review = await fakeReviewOfNames(old, { ...renamed, after: { app: APP, vars: { A: "1", B: "2" } } });
    expect(review.changes).toMatchObject([{ op: "update", from: urnOf("ConfigVars", "cv") }]);
    expect(review.changes[0]?.paths.map(({ path }) => path)).toEqual(["vars.B"]);
  });

  test.each([
    ["keys that are left behind", { after: { app: APP, vars: { B: "1" } } }],
    ["an app that is not known yet", { after: { ...vars, app: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }],
    ["values that it overwrites", { after: { ...vars, adopt: true } }],
  ])("with %s, it is none", async (_, more) => {
    const { changes } = await fakeReviewOfNames(old, { ...renamed, ...more });
    expect(changes.map(({ op }) => op)).toEqual(["delete", "create"]);
  });

  test("drains with addresses that are secret are never taken for one", async () => {
    const drain = { app: APP, url: "[secret]" };
    const { changes } = await fakeReviewOfNames(
      { op: "delete", type: "LogDrain", name: "a", before: drain },
      { op: "create", type: "LogDrain", name: "b", after: drain },
    );
    expect(changes.map(({ op }) => op)).toEqual(["delete", "create"]);
  });

  test("what is created again gets the alias that avoids it, where it is clear what is meant", async () => {
    const addOn = { app: APP, plan: "heroku-postgresql:standard-0" };
    const gone = (name: string) => ({ op: "delete", type: "AddOn", name, before: addOn });
    const made = { op: "create", type: "AddOn", name: "db", after: addOn };
    const review = await fakeReviewOfNames(gone("database"), made);
    expect(review.changes.find(({ op }) => op === "create")?.resembles).toBe(urnOf("AddOn", "database"));
    expect(comment([review])).toContain("under a new name, nothing needs to be created or removed");
    const two = await fakeReviewOfNames(gone("database"), gone("other"), made);
    expect(two.changes.find(({ op }) => op === "create")?.resembles).toBeUndefined();
  });
});

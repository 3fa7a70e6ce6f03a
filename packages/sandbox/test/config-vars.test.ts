import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apps } from "../model/app.ts";
import { attachConfig, detachConfig } from "../model/config.ts";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  return test;
}

describe("config vars", () => {
  it("are merged, and each change is one release with Heroku's description", async () => {
    const { heroku } = await withApp();
    await heroku.patch("/apps/notebook/config-vars", { A: "1", B: "2" });
    const { body } = await heroku.patch("/apps/notebook/config-vars", { A: null, C: "3" });
    expect(body).toEqual({ B: "2", C: "3" });
    await heroku.patch("/apps/notebook/config-vars", { B: null });
    const { body: releases } = await heroku.get<{ version: number; description: string }[]>("/apps/notebook/releases");
    expect(releases.map(({ version, description }) => `v${version} ${description}`)).toEqual([
      "v1 Initial release",
      "v2 Enable Logplex",
      "v3 Set A, B config vars",
      "v4 Set C and remove A config vars",
      "v5 Remove B config vars",
    ]);
  });

  it("make no release where nothing changes", async () => {
    const { heroku } = await withApp();
    await heroku.patch("/apps/notebook/config-vars", { A: "1" });
    await heroku.patch("/apps/notebook/config-vars", { A: "1", B: null });
    expect((await heroku.get("/apps/notebook/releases")).body).toHaveLength(3);
  });

  it("of an earlier release can be read", async () => {
    const { heroku } = await withApp();
    await heroku.patch("/apps/notebook/config-vars", { A: "1" });
    await heroku.patch("/apps/notebook/config-vars", { A: "2" });
    expect((await heroku.get("/apps/notebook/releases/3/config-vars")).body).toEqual({ A: "1" });
  });
});

describe("config vars of an attachment", () => {
  async function withAttachment() {
    const test = await withApp();
    test.sandbox.transact((platform) => {
      const app = apps(platform).find({ name: "notebook" });
      if (app) attachConfig(platform, app, "attachment-1", { DATABASE_URL: "postgres://one" });
    });
    return test;
  }

  it("are read with the others, and refused to be written", async () => {
    const { heroku } = await withAttachment();
    await heroku.patch("/apps/notebook/config-vars", { A: "1" });
    for (const value of ["mine", null]) {
      const { status, body } = await heroku.patch("/apps/notebook/config-vars", { A: "2", DATABASE_URL: value });
      expect([status, body.message]).toEqual([422, "Cannot overwrite attachment values DATABASE_URL."]);
    }
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({ A: "1", DATABASE_URL: "postgres://one" });
  });

  it("stay through a rollback, and go with the attachment", async () => {
    const { heroku, sandbox } = await withAttachment();
    deployTo(sandbox, "notebook", { web: "run" });
    const { body: deployed } = await heroku.get("/apps/notebook/releases/3");
    await heroku.patch("/apps/notebook/config-vars", { A: "1" });
    await heroku.post("/apps/notebook/releases", { release: deployed.id });
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({ DATABASE_URL: "postgres://one" });
    sandbox.transact((platform) => {
      const app = apps(platform).find({ name: "notebook" });
      if (app) detachConfig(platform, app, "attachment-1");
    });
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({});
  });
});

it("config vars can't be larger than 64 KB together", async () => {
  const { heroku } = await withApp();
  expect((await heroku.patch("/apps/notebook/config-vars", { A: "x".repeat(65_535) })).status).toBe(200);
  expect((await heroku.patch("/apps/notebook/config-vars", { B: "" })).status).toBe(422);
});

it("any series of changes ends as one object merged after the other, a release for each that changes something", async () => {
  const key = fc.constantFrom("A", "B", "C");
  const change = fc.dictionary(key, fc.option(fc.string({ maxLength: 3 })), { minKeys: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      const { heroku } = await withApp();
      let expected: Record<string, unknown> = {};
      let count = 2;
      for (const one of changes) {
        const next = Object.fromEntries(Object.entries({ ...expected, ...one }).filter(([, value]) => value !== null));
        if (JSON.stringify(sorted(next)) !== JSON.stringify(sorted(expected))) count += 1;
        expected = next;
        expect((await heroku.patch("/apps/notebook/config-vars", one)).body).toEqual(expected);
      }
      expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual(expected);
      expect((await heroku.get("/apps/notebook/releases")).body).toHaveLength(count);
    }),
    { numRuns: 30 },
  );
});

function sorted(vars: Record<string, unknown>): unknown[] {
  return Object.entries(vars).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

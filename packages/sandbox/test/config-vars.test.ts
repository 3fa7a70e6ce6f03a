import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

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

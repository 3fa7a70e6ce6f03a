import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  return test;
}

describe("app features", () => {
  it("are off until switched on, for one app alone", async () => {
    const { heroku } = await withApp();
    await heroku.post("/apps", { name: "other" });
    const { body: features } = await heroku.get<{ name: string; enabled: boolean }[]>("/apps/notebook/features");
    expect(features.filter(({ enabled }) => enabled)).toEqual([]);
    const path = "features/runtime-dyno-metadata";
    expect((await heroku.patch(`/apps/notebook/${path}`, { enabled: true })).body).toMatchObject({ enabled: true });
    expect((await heroku.get(`/apps/notebook/${path}`)).body).toMatchObject({ enabled: true });
    expect((await heroku.get(`/apps/other/${path}`)).body).toMatchObject({ enabled: false });
    expect((await heroku.patch(`/apps/notebook/${path}`, { enabled: false })).body).toMatchObject({ enabled: false });
    expect((await heroku.patch("/apps/notebook/features/nonsense", { enabled: true })).status).toBe(404);
  });

  it("need the right dynos for preboot", async () => {
    const { heroku, sandbox } = await withApp();
    deployTo(sandbox, "notebook", { web: "run" });
    const preboot = () => heroku.patch("/apps/notebook/features/preboot", { enabled: true });
    expect((await preboot()).status).toBe(422);
    await heroku.patch("/apps/notebook/formation", { updates: [{ type: "web", quantity: 2, size: "standard-1x" }] });
    expect((await preboot()).status).toBe(200);
  });
});

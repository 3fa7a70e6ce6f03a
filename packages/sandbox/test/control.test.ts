import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const at = (path: string, host = "127.0.0.1") => `http://${host}/_sandbox${path}`;

describe("control paths", () => {
  it("list the API's requests since they were last cleared, and nothing else", async () => {
    const { heroku, sandbox } = testSandbox();
    const requests = async () => (await sandbox.fetch(at("/requests"))).json();
    await heroku.post("/apps", { name: "notebook" });
    await heroku.get("/apps/other?x=1");
    expect(await requests()).toEqual([
      { method: "POST", path: "/apps", status: 201, time: "2026-01-05T09:00:00Z" },
      { method: "GET", path: "/apps/other", status: 404, time: "2026-01-05T09:00:00Z" },
    ]);
    await sandbox.fetch(at("/requests"), { method: "DELETE" });
    expect(await requests()).toEqual([]);
  });

  it("show all that is held, without the values of config vars", async () => {
    const { heroku, as, sandbox } = testSandbox();
    await heroku.post("/apps", { name: "notebook" });
    await heroku.patch("/apps/notebook/config-vars", { S3_SECRET: "canary-value" });
    await as("another").post("/apps", { name: "other" });
    const text = await (await sandbox.fetch(at("/state"))).text();
    expect(text).not.toContain("canary-value");
    const state = JSON.parse(text);
    expect(state.apps.map((app: { name: string }) => app.name)).toEqual(["notebook", "other"]);
    expect(state.configs[0].vars).toEqual(["S3_SECRET"]);
    expect(state.events.at(-2).text).toBe("v1 of other: Initial release");
  });

  it("forget everything on reset, but never use an id twice", async () => {
    const { heroku, sandbox } = testSandbox();
    const { body: before } = await heroku.post("/apps", { name: "notebook" });
    await sandbox.fetch(at("/reset"), { method: "POST" });
    expect((await heroku.get("/apps")).body).toEqual([]);
    const { body: after } = await heroku.post("/apps", { name: "notebook" });
    expect(after.id).not.toBe(before.id);
  });

  it("answer only to this machine's own names", async () => {
    const { sandbox } = testSandbox();
    expect((await sandbox.fetch(at("/state", "localhost:5117"))).status).toBe(200);
    expect((await sandbox.fetch(at("/state", "rebound.example"))).status).toBe(403);
    expect((await sandbox.fetch(at("/nothing"))).status).toBe(404);
  });
});

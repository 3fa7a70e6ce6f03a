import { describe, expect, it } from "vitest";
import { apps } from "../model/app.ts";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface App {
  id: string;
  name: string;
  web_url: string;
  git_url: string;
  stack: { name: string };
  build_stack: { name: string };
}

describe("apps", () => {
  it("are made, read by name and id, changed and deleted", async () => {
    const { heroku } = testSandbox();
    const { status, body: app } = await heroku.post<App>("/apps", { name: "notebook" });
    expect(status).toBe(201);
    expect(app.web_url).toMatch(/^https:\/\/notebook-[0-9a-f]{12}\.herokuapp\.com\/$/);
    expect(app).toMatchObject({ region: { name: "us" }, stack: { name: "heroku-24" }, generation: { name: "cedar" } });
    expect((await heroku.get("/apps/notebook")).body).toEqual((await heroku.get(`/apps/${app.id}`)).body);
    expect((await heroku.patch("/apps/notebook", { maintenance: true })).body).toMatchObject({ maintenance: true });
    expect((await heroku.delete("/apps/notebook")).status).toBe(200);
    expect((await heroku.get("/apps/notebook")).body).toEqual({
      id: "not_found",
      resource: "app",
      message: "Couldn't find that app.",
    });
  });

  it("get a name of their own if none is given", async () => {
    const { heroku } = testSandbox();
    const { body } = await heroku.post<App>("/apps", {});
    expect(body.name).toMatch(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/);
    expect((await heroku.post<App>("/apps")).body.name).not.toBe(body.name);
  });

  it("get another web address with another name", async () => {
    const { heroku } = testSandbox();
    const { body: before } = await heroku.post<App>("/apps", { name: "notebook" });
    const { body: after } = await heroku.patch<App>("/apps/notebook", { name: "renamed" });
    expect(after.web_url).toMatch(/^https:\/\/renamed-[0-9a-f]{12}\./);
    expect(after.web_url.slice(16)).not.toBe(before.web_url.slice(17));
    expect(after.git_url).toBe("https://git.heroku.com/renamed.git");
    expect((await heroku.get("/apps/notebook")).status).toBe(404);
    expect((await heroku.post("/apps", { name: "notebook" })).status).toBe(201);
  });

  it("are built on another stack after the next deploy", async () => {
    const { heroku, sandbox } = testSandbox();
    await heroku.post("/apps", { name: "notebook" });
    const { body: changed } = await heroku.patch<App>("/apps/notebook", { build_stack: "heroku-22" });
    expect([changed.stack.name, changed.build_stack.name]).toEqual(["heroku-24", "heroku-22"]);
    deployTo(sandbox, "notebook", { web: "run" });
    expect((await heroku.get<App>("/apps/notebook")).body.stack.name).toBe("heroku-22");
  });

  it.each(["A", "Notebook", "1notebook", "notebook-", "under_score", "n", "n".repeat(31)])(
    "can't be named %s",
    async (name) => {
      const { heroku } = testSandbox();
      await heroku.post("/apps", { name: "notebook" });
      const answer = await testSandbox().sandbox.fetch("http://127.0.0.1/apps", {
        method: "POST",
        headers: { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" },
        body: JSON.stringify({ name }),
      });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/^Name must start with a letter/) });
    },
  );

  it.each([{ region: "moon" }, { region: "tokyo" }, { stack: "cedar-14" }, { stack: "cnb" }])(
    "can't have %j",
    async (wanted) => {
      expect((await testSandbox().heroku.post("/apps", wanted)).status).toBe(422);
    },
  );

  it("are limited in number", async () => {
    const { heroku } = testSandbox({ limits: { appsPerAccount: 2 } });
    await heroku.post("/apps", { name: "one" });
    await heroku.post("/apps", { name: "two" });
    expect((await heroku.post("/apps", { name: "three" })).body.message).toMatch(/reached the limit of 2 apps/);
  });

  it("take all that is theirs along when they are deleted", async () => {
    const { heroku, sandbox } = testSandbox();
    await heroku.post("/apps", { name: "keeps" });
    await heroku.post("/apps", { name: "goes" });
    await heroku.patch("/apps/goes/config-vars", { A: "1" });
    deployTo(sandbox, "goes", { web: "run" });
    const gone = sandbox.transact((platform) => apps(platform).find({ name: "goes" })?.id ?? "");
    await heroku.delete("/apps/goes");
    const { events: _, ...held } = sandbox.store.dump();
    expect(JSON.stringify(held)).not.toContain(gone);
    expect((await heroku.get("/apps/keeps/releases")).body).toHaveLength(2);
  });

  it("are filtered by id", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/apps", { name: "one" });
    const { body: two } = await heroku.post<App>("/apps", { name: "two" });
    const { body } = await heroku.post<App[]>("/filters/apps", { in: { id: [two.id] } });
    expect(body.map(({ name }) => name)).toEqual(["two"]);
  });
});

describe("apps of a team", () => {
  it("are made, listed, locked, and handed over", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/teams", { name: "consumers" });
    const { status, body } = await heroku.post("/teams/apps", { name: "notebook", team: "consumers" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ team: { name: "consumers" }, space: null, locked: false });
    expect((await heroku.get("/teams/consumers/apps")).body).toHaveLength(1);
    expect((await heroku.patch("/teams/apps/notebook", { locked: true })).body).toMatchObject({ locked: true });
    expect((await heroku.patch("/teams/apps/notebook", { owner: "~" })).body).toMatchObject({ team: null });
    expect((await heroku.get("/teams/nobody/apps")).status).toBe(404);
    expect((await heroku.post("/teams/apps", { name: "other", team: "nobody" })).status).toBe(404);
    expect((await heroku.post("/teams/apps", { name: "other" })).body).toMatchObject({ team: null });
  });

  it("in a space have its region and its dyno sizes", async () => {
    const { heroku, sandbox } = testSandbox();
    await heroku.post("/teams", { name: "consumers" });
    const wanted = { name: "notebook", team: "consumers", space: "private", region: "frankfurt" };
    const { body } = await heroku.post("/teams/apps", wanted);
    expect(body).toMatchObject({ space: { name: "private", shield: false }, region: { name: "frankfurt" } });
    deployTo(sandbox, "notebook", { web: "run" });
    expect((await heroku.get("/apps/notebook/formation")).body).toMatchObject([{ size: "Private-S" }]);
    const { status } = await heroku.patch("/apps/notebook/formation/web", { dyno_size: { name: "Standard-1X" } });
    expect(status).toBe(422);
  });

  it("of the Fir generation have its stack and sizes, and no buildpack installations", async () => {
    const { heroku, sandbox } = testSandbox();
    await heroku.post("/teams", { name: "consumers" });
    await heroku.post("/teams/apps", { name: "notebook", team: "consumers", space: "fir-space", stack: "cnb" });
    expect((await heroku.get("/apps/notebook")).body).toMatchObject({
      generation: { name: "fir" },
      stack: { name: "cnb" },
    });
    deployTo(sandbox, "notebook", { web: "run" });
    expect((await heroku.get("/apps/notebook/formation")).body).toMatchObject([{ size: "dyno-1c-0.5gb" }]);
    const updates = [{ buildpack: "heroku/python" }];
    const { status, body } = await heroku.put("/apps/notebook/buildpack-installations", { updates });
    expect([status, body.message]).toEqual([422, "This app uses Cloud Native Buildpacks."]);
  });
});

import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const ACCEPT = { Accept: "application/vnd.heroku+json; version=3" };
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

function ask(authorization?: string) {
  const { sandbox } = testSandbox();
  const headers = authorization === undefined ? ACCEPT : { ...ACCEPT, Authorization: authorization };
  return sandbox.fetch("http://127.0.0.1/account", { headers });
}

describe("authentication", () => {
  it.each([undefined, "Bearer", "Bearer ", "Digest x", basic("user:"), basic(":")])("refuses %s", async (header) => {
    const answer = await ask(header);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ id: "unauthorized" });
  });

  it.each(["Bearer key", "bearer key", basic(":key"), basic("me@example.com:key")])("takes %s", async (header) => {
    expect((await ask(header)).status).toBe(200);
  });

  it("gives each key an account of its own, the same however the key is sent", async () => {
    const { sandbox, as, heroku } = testSandbox();
    const { body: mine } = await heroku.get("/account");
    const { body: other } = await as("another").get("/account");
    expect(other.id).not.toBe(mine.id);
    const headers = { ...ACCEPT, Authorization: basic(":key") };
    expect(await (await sandbox.fetch("http://127.0.0.1/account", { headers })).json()).toEqual(mine);
  });

  it("keeps accounts apart, though app names are everybody's", async () => {
    const { heroku, as } = testSandbox();
    const { body: app } = await heroku.post<{ id: string }>("/apps", { name: "notebook" });
    const other = as("another");
    for (const path of ["/apps/notebook", `/apps/${app.id}/config-vars`]) {
      const { status, body } = await other.get(path);
      expect(status).toBe(403);
      expect(body).toMatchObject({
        id: "forbidden",
        message: expect.stringContaining("You do not have access to the app"),
      });
    }
    expect((await other.get("/apps")).body).toEqual([]);
    expect((await other.post("/apps", { name: "notebook" })).body).toEqual({
      id: "invalid_params",
      message: "Name is already taken",
    });
  });

  it("keeps no key", async () => {
    const { sandbox, as } = testSandbox();
    await as("canary-key").post("/apps", { name: "notebook" });
    const state = await sandbox.fetch("http://127.0.0.1/_sandbox/state");
    expect(await state.text()).not.toContain("canary-key");
  });
});

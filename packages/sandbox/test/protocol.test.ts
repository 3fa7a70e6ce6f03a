import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const ORIGIN = "http://127.0.0.1";

describe("the Accept header", () => {
  it.each([
    ["application/vnd.heroku+json; version=3", 200],
    ["application/vnd.heroku+json; version=3.sdk", 200],
    ["application/vnd.heroku+json;version=3.pipelines", 200],
    ["application/json, application/vnd.heroku+json; version=3", 200],
    ["application/vnd.heroku+json; version=2", 406],
    ["application/vnd.heroku+json; version=30", 406],
    ["application/json", 406],
    ["*/*", 406],
  ])("%s is answered with %i", async (accept, status) => {
    const { heroku } = testSandbox();
    expect((await heroku.get("/account", { Accept: accept })).status).toBe(status);
  });
});

describe("requests", () => {
  it("that are not JSON are refused", async () => {
    const { sandbox } = testSandbox();
    const headers = { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" };
    const answer = await sandbox.fetch(`${ORIGIN}/apps`, { method: "POST", headers, body: "{name" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ id: "bad_request" });
  });

  it("with parameters that are missing or of the wrong kind name them", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/apps", { name: "notebook" });
    const missing = await heroku.patch("/apps/notebook/formation", { updates: [{ quantity: 1 }] });
    expect([missing.status, missing.body.message]).toEqual([422, "Require params: updates.0.type."]);
    const wrong = await heroku.patch("/apps/notebook", { maintenance: "on" });
    expect([wrong.status, wrong.body.message]).toEqual([422, "Invalid params: maintenance."]);
  });

  it("that are larger than anybody's are refused, and not kept in memory", async () => {
    const { sandbox } = testSandbox({ limits: { bodyBytes: 1 << 20 } });
    const headers = { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" };
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1 << 16;
        controller.enqueue(new Uint8Array(1 << 16));
      },
    });
    const endless = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    const answer = await sandbox.fetch(`${ORIGIN}/apps`, endless);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ id: "payload_too_large" });
    expect(sent).toBeLessThan(2 << 20);
  });

  it("that end before their body does are refused", async () => {
    const { sandbox } = testSandbox();
    const headers = { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" };
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
    const cut = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    expect((await sandbox.fetch(`${ORIGIN}/apps`, cut)).status).toBe(400);
  });

  it("to nowhere get Heroku's words", async () => {
    const { heroku } = testSandbox();
    const { status, body } = await heroku.get("/nowhere");
    expect(status).toBe(404);
    expect(body.message).toMatch(/^The requested API endpoint was not found\./);
  });

  it("are numbered, after the number that the client gave", async () => {
    const { heroku } = testSandbox();
    const { headers } = await heroku.get("/account", { "Request-Id": "mine" });
    expect(headers.get("Request-Id")).toMatch(/^mine,[0-9a-f-]{36}$/);
    expect(headers.get("Oauth-Scope")).toBe("global");
    expect(headers.get("Vary")).toContain("Authorization");
  });
});

describe("conditional requests", () => {
  async function withApp() {
    const { heroku } = testSandbox();
    await heroku.post("/apps", { name: "notebook" });
    const { headers } = await heroku.get("/apps/notebook");
    return { heroku, etag: headers.get("ETag") ?? "", modified: headers.get("Last-Modified") };
  }

  it("get 304 while nothing changed", async () => {
    const { heroku, etag, modified } = await withApp();
    expect(modified).toBe("Mon, 05 Jan 2026 09:00:00 GMT");
    expect((await heroku.get("/apps/notebook", { "If-None-Match": etag })).status).toBe(304);
    await heroku.patch("/apps/notebook", { maintenance: true });
    expect((await heroku.get("/apps/notebook", { "If-None-Match": etag })).status).toBe(200);
  });

  it("are refused with 412 if the resource is not what the client saw", async () => {
    const { heroku, etag } = await withApp();
    expect((await heroku.patch("/apps/notebook", { maintenance: true }, { "If-Match": etag })).status).toBe(200);
    const { status } = await heroku.patch("/apps/notebook", { maintenance: false }, { "If-Match": etag });
    expect(status).toBe(412);
    expect((await heroku.get("/apps/notebook")).body.maintenance).toBe(true);
  });
});

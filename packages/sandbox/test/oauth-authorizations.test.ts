import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Authorization {
  id: string;
  description: string;
  scope: string[];
  access_token: { id: string; token: string; expires_in: number | null };
  client: { id: string; name: string } | null;
}

async function withOne(wanted: object = {}) {
  const test = testSandbox();
  const sent = { description: "ci", scope: ["global"], ...wanted };
  const { status, body } = await test.heroku.post<Authorization>("/oauth/authorizations", sent);
  expect(status).toBe(201);
  return { ...test, made: body, path: `/oauth/authorizations/${body.id}`, token: body.access_token.token };
}

describe("authorizations", () => {
  it("are listed, read, described anew and deleted", async () => {
    const { heroku, as, made, path } = await withOne();
    expect((await heroku.get("/oauth/authorizations")).body).toEqual([made]);
    expect((await heroku.get(path)).body).toEqual(made);
    expect((await as("another").get(path)).status).toBe(404);
    expect((await heroku.patch(path, { description: "builds", client: {} })).body).toMatchObject({
      description: "builds",
      access_token: made.access_token,
    });
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.get(path)).status).toBe(404);
  });

  it("have a token that opens the account until it is revoked", async () => {
    const { heroku, as, path, token } = await withOne();
    const { body: account } = await heroku.get("/account");
    expect((await as(token).get("/account")).body).toEqual(account);
    await heroku.delete(path);
    expect((await as(token).get("/account")).status).toBe(401);
  });

  it("get another token when it is regenerated, and the one before is good for nothing", async () => {
    const { heroku, as, path, token } = await withOne({ expires_in: 60 });
    const { body } = await heroku.post<Authorization>(`${path}/actions/regenerate-tokens`);
    expect(body.access_token.token).not.toBe(token);
    expect((await as(token).get("/account")).status).toBe(401);
    expect((await as(body.access_token.token).get("/account")).status).toBe(200);
  });

  it("say how long their token is still good, and then it is not", async () => {
    const { heroku, as, path, token, clock } = await withOne({ expires_in: 60 });
    clock.advance(20_000);
    expect((await heroku.get<Authorization>(path)).body.access_token.expires_in).toBe(40);
    clock.advance(40_000);
    expect((await as(token).get("/account")).status).toBe(401);
  });

  it("are refused without a scope that there is, and with no time at all", async () => {
    const { heroku } = testSandbox();
    for (const wrong of [{ scope: ["all"] }, { scope: [] }, { scope: ["read"], expires_in: 0 }]) {
      expect((await heroku.post("/oauth/authorizations", wrong)).status).toBe(422);
    }
  });

  it("can be those of a client", async () => {
    const { heroku, path } = await withOne();
    const wanted = { name: "Ledger", redirect_uri: "https://ledger.example.com/" };
    const { body: client } = await heroku.post<{ id: string; secret: string }>("/oauth/clients", wanted);
    const wrong = { client: { id: client.id, secret: "another" } };
    expect((await heroku.patch(path, wrong)).status).toBe(404);
    const right = { client: { id: client.id, secret: client.secret } };
    expect((await heroku.patch<Authorization>(path, right)).body.client).toMatchObject({ name: "Ledger" });
    const { body } = await heroku.post<Authorization>("/oauth/authorizations", { scope: ["read"], client: client.id });
    expect(body.client?.id).toBe(client.id);
  });

  it("hide their token from the sandbox's state", async () => {
    const { sandbox, token } = await withOne();
    const state = await (await sandbox.fetch("http://127.0.0.1/_sandbox/state")).text();
    expect(state).toContain("oauth_tokens");
    expect(state).not.toContain(token);
  });
});

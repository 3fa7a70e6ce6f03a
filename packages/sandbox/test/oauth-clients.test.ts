import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Client {
  id: string;
  name: string;
  redirect_uri: string;
  secret: string;
}

async function withOne() {
  const test = testSandbox();
  const wanted = { name: "Ledger", redirect_uri: "https://ledger.example.com/callback" };
  const { status, body } = await test.heroku.post<Client>("/oauth/clients", wanted);
  expect(status).toBe(201);
  return { ...test, made: body, path: `/oauth/clients/${body.id}` };
}

describe("OAuth clients", () => {
  it("are listed, read, changed and deleted", async () => {
    const { heroku, as, made, path } = await withOne();
    expect((await heroku.get("/oauth/clients")).body).toEqual([made]);
    expect((await heroku.get(path)).body).toEqual(made);
    expect((await as("another").get(path)).status).toBe(404);
    expect((await heroku.patch(path, { name: "Books" })).body).toEqual({ ...made, name: "Books" });
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.get("/oauth/clients")).body).toEqual([]);
  });

  it("get another secret by rotation", async () => {
    const { heroku, made, path } = await withOne();
    const { body } = await heroku.post<Client>(`${path}/actions/rotate-credentials`);
    expect(body.secret).not.toBe(made.secret);
    expect((await heroku.get(path)).body).toEqual(body);
  });

  it("come back to HTTPS, or to one's own machine", async () => {
    const { heroku, path } = await withOne();
    for (const wrong of ["http://ledger.example.com/", "ledger", "ftp://localhost/"]) {
      expect((await heroku.patch(path, { redirect_uri: wrong })).status).toBe(422);
    }
    expect((await heroku.patch(path, { redirect_uri: "http://localhost:5000/" })).status).toBe(200);
  });

  it("hide their secret from the sandbox's state", async () => {
    const { sandbox, made } = await withOne();
    const state = await (await sandbox.fetch("http://127.0.0.1/_sandbox/state")).text();
    expect(state).not.toContain(made.secret);
  });
});

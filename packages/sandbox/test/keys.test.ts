import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

/** Of no private key. */
const PUBLIC = `ssh-rsa ${Buffer.from("a public key").toString("base64")} jane@example.com`;
const FINGERPRINT = /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/;

it("keys are added once, read by id and fingerprint, and removed", async () => {
  const { heroku, as } = testSandbox();
  const { status, body } = await heroku.post<{ id: string; fingerprint: string }>("/account/keys", {
    public_key: `${PUBLIC}\n`,
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ public_key: PUBLIC, comment: "jane@example.com" });
  expect(body.fingerprint).toMatch(FINGERPRINT);
  for (const identity of [body.id, body.fingerprint]) {
    expect((await heroku.get(`/account/keys/${identity}`)).body).toEqual(body);
  }
  expect((await heroku.post("/account/keys", { public_key: PUBLIC })).status).toBe(422);
  expect((await heroku.post("/account/keys", { public_key: "key" })).status).toBe(422);
  expect((await as("another").get("/account/keys")).body).toEqual([]);
  expect((await heroku.delete(`/account/keys/${body.id}`)).status).toBe(200);
  expect((await heroku.get("/account/keys")).body).toEqual([]);
});

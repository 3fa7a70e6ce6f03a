import { describe, expect, it } from "vitest";
import { SHOP, WWW } from "./support/certificates.ts";
import { testSandbox } from "./support/client.ts";
import { teamFor } from "./support/team.ts";

const WANTED = {
  certificate: WWW.chain,
  entity_id: "https://idp.example.com/",
  sso_target_url: "https://idp.example.com/login",
};

async function withTeam() {
  const test = testSandbox();
  const path = `/teams/${await teamFor(test.heroku)}/identity-providers`;
  return { ...test, path };
}

describe("identity providers", () => {
  it("are added, listed, changed and removed", async () => {
    const { heroku, path } = await withTeam();
    const { status, body } = await heroku.post<{ id: string }>(path, WANTED);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...WANTED, owner: { name: "acme", type: "team" } });
    expect((await heroku.get(path)).body).toEqual([body]);
    const change = { slo_target_url: "https://idp.example.com/logout" };
    expect((await heroku.patch(`${path}/${body.id}`, change)).body).toMatchObject({ ...WANTED, ...change });
    expect((await heroku.delete(`${path}/${body.id}`)).status).toBe(200);
    expect((await heroku.delete(`${path}/${body.id}`)).status).toBe(404);
    expect((await heroku.get(path)).body).toEqual([]);
  });

  it("are refused twice, without HTTPS and with what is no certificate", async () => {
    const { heroku, path } = await withTeam();
    const { body } = await heroku.post<{ id: string }>(path, WANTED);
    expect((await heroku.post(path, WANTED)).status).toBe(422);
    const other = { ...WANTED, entity_id: "other" };
    expect((await heroku.post(path, { ...other, certificate: "none" })).status).toBe(422);
    expect((await heroku.post(path, { ...other, sso_target_url: "http://idp.example.com/" })).status).toBe(422);
    expect((await heroku.post(path, other)).status).toBe(201);
    expect((await heroku.patch(`${path}/${body.id}`, { entity_id: "other" })).status).toBe(422);
    expect((await heroku.patch(`${path}/${body.id}`, { ...WANTED, certificate: SHOP.chain })).status).toBe(200);
  });
});

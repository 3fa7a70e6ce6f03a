import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const PATH = "/enterprise-accounts/acme";
const ALL = ["view", "create", "manage", "billing"];

describe("enterprise accounts", () => {
  it("are there once they are named, for whoever named them", async () => {
    const { heroku, as } = testSandbox();
    const { body } = await heroku.get<{ id: string }>(PATH);
    expect(body).toMatchObject({ name: "acme", permissions: ALL });
    expect((await heroku.get(`/enterprise-accounts/${body.id}`)).body).toEqual(body);
    expect((await heroku.get("/enterprise-accounts")).body).toEqual([body]);
    expect((await as("another").get(`/enterprise-accounts/${body.id}`)).status).toBe(404);
  });

  it("have teams of their own", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/teams", { name: "own" });
    const { status, body } = await heroku.post(`${PATH}/teams`, { name: "theirs" });
    expect([status, body]).toMatchObject([201, { type: "enterprise", enterprise_account: { name: "acme" } }]);
    expect((await heroku.get(`${PATH}/teams`)).body).toEqual([body]);
    expect((await heroku.get("/teams/theirs")).body).toEqual(body);
    expect((await heroku.get("/teams/own")).body).toMatchObject({ type: "team", enterprise_account: null });
    expect((await heroku.post(`${PATH}/teams`, { name: "own" })).status).toBe(422);
  });

  it("have members with permissions", async () => {
    const { heroku } = testSandbox();
    const wanted = { user: "Jane@example.com", permissions: ["view"] };
    const { status, body } = await heroku.post<{ user: { id: string } }>(`${PATH}/members`, wanted);
    expect(status).toBe(201);
    expect(body).toMatchObject({ user: { email: "jane@example.com" }, permissions: [{ name: "view" }] });
    expect((await heroku.post(`${PATH}/members`, wanted)).status).toBe(422);
    expect((await heroku.post(`${PATH}/members`, { ...wanted, permissions: ["all"] })).status).toBe(422);
    const change = { permissions: ["view", "billing"] };
    const changed = (await heroku.patch(`${PATH}/members/jane@example.com`, change)).body;
    expect(changed).toMatchObject({ permissions: [{ name: "view" }, { name: "billing" }] });
    const { body: all } = await heroku.get<unknown[]>(`${PATH}/members`);
    const first = expect.objectContaining({ permissions: ALL.map((name) => expect.objectContaining({ name })) });
    expect(all).toHaveLength(2);
    expect(all).toEqual(expect.arrayContaining([first, changed]));
    expect((await heroku.delete(`${PATH}/members/${body.user.id}`)).status).toBe(200);
    expect((await heroku.delete(`${PATH}/members/${body.user.id}`)).status).toBe(404);
  });
});

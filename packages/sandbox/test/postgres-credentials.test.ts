import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Credential {
  name: string;
  state: string;
  credentials: { user: string; password: string; state: string }[];
}

async function withDatabase(plan = "heroku-postgresql:standard-0") {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  await test.heroku.post("/apps/notebook/addons", { plan, name: "db" });
  test.clock.advance(450);
  const passwordIn = async (name: string) => {
    const { body } = await test.heroku.get<Record<string, string>>("/apps/notebook/config-vars");
    return new URL(body[name] ?? "").password;
  };
  const states = async () => {
    const { body } = await test.heroku.get<Credential[]>(PATH);
    return body.map(({ name, state }) => `${name} ${state}`);
  };
  return { ...test, passwordIn, states };
}

const PATH = "/postgres/v0/databases/db/credentials";

describe("credentials", () => {
  it("of a database are the default one, and those that are made", async () => {
    const { heroku, clock, states, passwordIn } = await withDatabase();
    expect(await states()).toEqual(["default active"]);
    expect((await heroku.post(PATH, { name: "readonly" })).status).toBe(201);
    expect(await states()).toEqual(["default active", "readonly wait_for_provisioning"]);
    clock.advance(300);
    expect(await states()).toEqual(["default active", "readonly active"]);
    expect((await heroku.post(PATH, { name: "readonly" })).status).toBe(422);
    const wanted = { addon: "db", app: "notebook", name: "REPORTS", namespace: "credential:readonly" };
    await heroku.post("/addon-attachments", wanted);
    const { body } = await heroku.get<Credential>(`${PATH}/readonly`);
    expect(body.credentials).toMatchObject([{ user: "readonly", password: await passwordIn("REPORTS_URL") }]);
    expect(await passwordIn("REPORTS_URL")).not.toBe(await passwordIn("DATABASE_URL"));
  });

  it("rotate in a while; the apps that use them get a release with the new password", async () => {
    const { heroku, clock, states, passwordIn } = await withDatabase();
    const [before, releases] = [
      await passwordIn("DATABASE_URL"),
      (await heroku.get<unknown[]>("/apps/notebook/releases")).body.length,
    ];
    expect((await heroku.post(`${PATH}/default/credentials_rotation`, {})).status).toBe(202);
    expect((await heroku.post(`${PATH}/default/credentials_rotation`, {})).status).toBe(422);
    expect([await states(), await passwordIn("DATABASE_URL")]).toEqual([["default rotating"], before]);
    clock.advance(300);
    expect(await states()).toEqual(["default active"]);
    expect(await passwordIn("DATABASE_URL")).not.toBe(before);
    expect((await heroku.get<unknown[]>("/apps/notebook/releases")).body).toHaveLength(releases + 1);
  });

  it("go once they are detached; the default one stays", async () => {
    const { heroku, states } = await withDatabase();
    await heroku.post(PATH, { name: "readonly" });
    const wanted = { addon: "db", app: "notebook", name: "REPORTS", namespace: "credential:readonly" };
    const { body } = await heroku.post<{ id: string }>("/addon-attachments", wanted);
    expect((await heroku.delete(`${PATH}/readonly`)).status).toBe(422);
    await heroku.delete(`/addon-attachments/${body.id}`);
    expect((await heroku.delete(`${PATH}/readonly`)).status).toBe(200);
    expect((await heroku.delete(`${PATH}/readonly`)).status).toBe(404);
    expect((await heroku.delete(`${PATH}/default`)).status).toBe(422);
    expect(await states()).toEqual(["default active"]);
  });

  it("are told as the config vars that they would set, as Heroku's CLI asks before it attaches one", async () => {
    const { heroku } = await withDatabase();
    await heroku.post(PATH, { name: "readonly" });
    const told = async (name: string) => (await heroku.get<unknown[]>(`/addons/db/config/credential:${name}`)).body;
    expect(await told("readonly")).toMatchObject([{ value: expect.stringMatching(/^postgres:\/\/readonly:/) }]);
    expect(await told("nobody")).toEqual([]);
  });

  it("beside the default one are not for Essential", async () => {
    const { heroku } = await withDatabase("heroku-postgresql:essential-0");
    expect((await heroku.post(PATH, { name: "readonly" })).status).toBe(422);
  });
});

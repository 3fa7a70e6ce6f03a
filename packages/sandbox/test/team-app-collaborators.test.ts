import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const JANE = "jane@example.com";
const PATH = "/teams/apps/notebook/collaborators";

interface Shown {
  id: string;
  role: string;
  permissions: { name: string }[];
}

async function withTeamApp() {
  const test = testSandbox();
  await test.heroku.post("/teams", { name: "acme" });
  await test.heroku.post("/teams/apps", { name: "notebook", team: "acme" });
  const add = (permissions: string[]) => test.heroku.post<Shown>(PATH, { user: JANE, permissions });
  return { ...test, add };
}

const namesOf = ({ permissions }: Shown) => permissions.map(({ name }) => name);

describe("collaborators of a team's app", () => {
  it("have the permissions that they were given, which change", async () => {
    const { heroku, add } = await withTeamApp();
    const { status, body } = await add(["view", "deploy"]);
    expect([status, body.role, namesOf(body)]).toEqual([201, "collaborator", ["deploy", "view"]]);
    const { body: changed } = await heroku.patch<Shown>(`${PATH}/${JANE}`, { permissions: ["view", "manage"] });
    expect([changed.id, namesOf(changed)]).toEqual([body.id, ["manage", "view"]]);
    expect((await heroku.get(`${PATH}/${body.id}`)).body).toEqual(changed);
    expect((await heroku.delete(`${PATH}/${JANE}`)).status).toBe(200);
    expect((await heroku.patch(`${PATH}/${JANE}`, { permissions: ["view"] })).status).toBe(404);
  });

  it("are shown with their role in the team", async () => {
    const { heroku, add } = await withTeamApp();
    await heroku.put("/teams/acme/members", { email: JANE, role: "member" });
    await add(["view"]);
    const { body } = await heroku.get<Shown[]>(PATH);
    expect(body.map(({ role }) => role)).toEqual(["owner", "admin", "member"]);
  });

  it("get no permission that there is not, and none on an app that no team owns", async () => {
    const { heroku, add } = await withTeamApp();
    expect((await add(["sleep"])).status).toBe(422);
    await heroku.post("/apps", { name: "own" });
    expect((await heroku.post("/teams/apps/own/collaborators", { user: JANE })).status).toBe(404);
    const known = (await heroku.get<{ name: string }[]>("/teams/permissions")).body.map(({ name }) => name);
    expect(known).toEqual(["deploy", "manage", "operate", "view"]);
  });
});

interface Entity {
  name: string;
  type: string;
  users: { email: string; permissions: string[] }[];
}

describe("permissions in a team", () => {
  it("are listed by app and space, with who has any", async () => {
    const { heroku, add } = await withTeamApp();
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    await add(["view", "operate"]);
    await heroku.put("/teams/acme/members", { email: JANE, role: "member" });
    await heroku.post("/teams/apps", { name: "private-app", team: "acme", space: "private" });
    const entities = async () => (await heroku.get<Entity[]>("/teams/acme/permissions")).body;
    const usersOf = (all: Entity[], name: string) =>
      all.find((each) => each.name === name)?.users.map((user) => `${user.email} ${user.permissions}`);
    const before = await entities();
    expect(before.map(({ name, type }) => `${type} ${name}`).toSorted()).toEqual([
      "app notebook",
      "app private-app",
      "space private",
    ]);
    expect(usersOf(before, "notebook")).toContain(`${JANE} operate,view`);
    expect(usersOf(before, "private")).toEqual([`${email} create_apps`]);
    await heroku.patch(`/spaces/private/members/${JANE}`, { permissions: [{ name: "create_apps" }] });
    expect(usersOf(await entities(), "private")).toEqual([`${email} create_apps`, `${JANE} create_apps`]);
    expect((await heroku.get("/teams/nobody/permissions")).status).toBe(404);
  });
});

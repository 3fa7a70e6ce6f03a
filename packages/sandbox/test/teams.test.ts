import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Named {
  id: string;
  name: string;
}

async function withTeam() {
  const test = testSandbox();
  const { body: team } = await test.heroku.post<Named>("/teams", { name: "acme" });
  return { ...test, team };
}

describe("teams", () => {
  it("are made, found by name and id, renamed, listed and deleted", async () => {
    const { heroku, team } = await withTeam();
    for (const identity of ["acme", team.id]) expect((await heroku.get(`/teams/${identity}`)).body).toEqual(team);
    await heroku.patch("/teams/acme", { name: "acme-two", default: true });
    expect((await heroku.get<Named[]>("/teams")).body).toMatchObject([
      { ...team, ...{ name: "acme-two" }, default: true },
    ]);
    expect((await heroku.get("/teams/acme")).status).toBe(404);
    expect((await heroku.delete("/teams/acme-two")).status).toBe(200);
    expect((await heroku.get("/teams")).body).toEqual([]);
  });

  it("are there only once somebody made them, with a name that is free and can be one", async () => {
    const { heroku, as } = await withTeam();
    expect((await heroku.get("/teams/nobody")).status).toBe(404);
    expect((await heroku.post("/teams/apps", { name: "notebook", team: "nobody" })).status).toBe(404);
    for (const name of ["acme", "permissions", "No Name"])
      expect((await heroku.post("/teams", { name })).status).toBe(422);
    expect((await as("another").get("/teams/acme")).status).toBe(404);
  });

  it("take what they have switched along", async () => {
    const { heroku, sandbox } = await withTeam();
    await heroku.post("/teams/acme/members", { email: "jane@example.com", role: "member" });
    await heroku.patch("/teams/acme/preferences", { "addons-controls": true });
    await heroku.post("/teams/acme/allowed-addon-services", { addon_service: "heroku-redis" });
    await heroku.delete("/teams/acme");
    const { team_members, team_preferences, allowed_add_on_services } = sandbox.store.dump();
    expect([team_members, team_preferences, allowed_add_on_services]).toEqual([[], [], []]);
  });

  it("stay while they own an app, a pipeline or a space", async () => {
    const { heroku, team } = await withTeam();
    const { body: pipeline } = await heroku.post<Named>("/pipelines", {
      name: "ours",
      owner: { id: team.id, type: "team" },
    });
    expect((await heroku.delete("/teams/acme")).status).toBe(422);
    await heroku.delete(`/pipelines/${pipeline.id}`);
    await heroku.post("/teams/apps", { name: "notebook", team: "acme", space: "private" });
    expect((await heroku.delete("/teams/acme")).status).toBe(422);
    await heroku.delete("/apps/notebook");
    expect((await heroku.delete("/teams/acme")).status).toBe(422);
    const other = await heroku.post("/teams", { name: "other" });
    await heroku.post("/teams/apps", { name: "notebook", team: "other" });
    expect([other.status, (await heroku.delete("/teams/other")).status]).toEqual([201, 422]);
    await heroku.delete("/apps/notebook");
    expect((await heroku.delete("/teams/other")).status).toBe(200);
  });
});

describe("an app of a team", () => {
  it("is owned by the account that stands for the team, and joined by who makes it", async () => {
    const { heroku, team } = await withTeam();
    const { body } = await heroku.post("/teams/apps", { name: "notebook", team: "acme", locked: true });
    const owner = { email: "acme@herokumanager.com" };
    expect(body).toMatchObject({ owner, team: { id: team.id }, joined: true, locked: true });
    expect((await heroku.get("/apps/notebook")).body).toMatchObject({ owner });
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    await heroku.delete(`/apps/notebook/collaborators/${email}`);
    expect((await heroku.get("/teams/apps/notebook")).body).toMatchObject({ joined: false });
    await heroku.post("/teams/apps/notebook/collaborators", { user: email });
    expect((await heroku.get("/teams/apps/notebook")).body).toMatchObject({ joined: true });
  });

  it("is handed to a team, and back to its caller without its collaborators", async () => {
    const { heroku } = await withTeam();
    const { body: app } = await heroku.post<Named>("/apps", { name: "notebook" });
    await heroku.post("/apps/notebook/collaborators", { user: "jane@example.com" });
    const hand = (owner: string) => heroku.patch("/teams/apps/notebook", { owner });
    expect((await hand("acme")).body).toMatchObject({ id: app.id, team: { name: "acme" }, joined: true });
    expect((await heroku.get("/apps/notebook/collaborators")).body).toHaveLength(3);
    expect((await hand("nobody")).status).toBe(404);
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    expect((await hand(email)).body).toMatchObject({ team: null, owner: { email }, locked: false });
    expect((await heroku.get("/apps/notebook/collaborators")).body).toMatchObject([{ role: "owner", user: { email } }]);
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.api("POST", "/teams", { name: "contract" });
  await world.api("PUT", "/teams/contract/members", { email: "jane@example.com", role: "member" });
});
afterAll(() => world.close());

test("getTeam finds a team by its name", async () => {
  const { outputs } = await world.engine.invoke("getTeam", { name: "contract" });
  expect(outputs).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "contract",
    type: "team",
    role: "admin",
  });
  await expect(world.engine.invoke("getTeam", { name: "contrast" })).rejects.toThrow(
    'name: "contrast" is not a team that you are in; did you mean "contract"?',
  );
});

test("getTeamMembers tells who is in it, all or those with a role", async () => {
  const { outputs: all } = await world.engine.invoke("getTeamMembers", { team: "contract" });
  expect(all.emails).toHaveLength(2);
  expect(all.roles).toMatchObject({ "jane@example.com": "member" });
  const { outputs: members } = await world.engine.invoke("getTeamMembers", { team: "contract", role: "member" });
  expect(members).toEqual({ emails: ["jane@example.com"], roles: { "jane@example.com": "member" } });
});

test("getTeamPermissions tells who may do what with apps and spaces, all or one person", async () => {
  const jane = "jane@example.com";
  await world.api("POST", "/teams/apps", { name: "contract-web", team: "contract", space: "contract-space" });
  await world.api("POST", "/teams/apps", { name: "contract-other", team: "contract" });
  await world.api("POST", "/teams/apps/contract-web/collaborators", { user: jane, permissions: ["view", "deploy"] });
  const invoke = (more: { email?: string }) => world.engine.invoke("getTeamPermissions", { team: "contract", ...more });
  const { entities } = (await invoke({})).outputs as unknown as { entities: { name: string; type: string }[] };
  expect(entities.map(({ name, type }) => `${type} ${name}`)).toEqual([
    "app contract-other",
    "space contract-space",
    "app contract-web",
  ]);
  const { outputs } = await invoke({ email: "Jane@example.com" });
  expect(outputs.entities).toMatchObject([
    { name: "contract-web", type: "app", users: [{ email: jane, permissions: ["deploy", "view"] }] },
  ]);
});

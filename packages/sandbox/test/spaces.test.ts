import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Space {
  id: string;
  name: string;
  state: string;
  message: string;
}

const WANTED = { name: "private", team: "acme", region: "dublin", cidr: "172.20.0.0/16" };

async function withSpace() {
  const test = testSandbox({ provisionMs: 1000 });
  for (const name of ["acme", "other"]) await test.heroku.post("/teams", { name });
  const { status, body: space } = await test.heroku.post<Space>("/spaces", WANTED);
  expect(status).toBe(201);
  return { ...test, space };
}

describe("spaces", () => {
  it("take their time to come, are listed, renamed and handed over, and take their time to go", async () => {
    const { heroku, clock, space } = await withSpace();
    expect(space).toMatchObject({
      state: "allocating",
      team: { name: "acme" },
      region: { name: "dublin" },
      cidr: "172.20.0.0/16",
      shield: false,
      generation: { name: "cedar" },
    });
    expect((await heroku.get("/spaces/private/nat")).status).toBe(422);
    const app = { name: "notebook", space: "private", team: "acme" };
    expect((await heroku.post("/teams/apps", app)).status).toBe(422);
    clock.advance(1000);
    expect((await heroku.get(`/spaces/${space.id}`)).body).toMatchObject({ state: "allocated" });
    const { body: nat } = await heroku.get<{ sources: string[] }>("/spaces/private/nat");
    expect(new Set(nat.sources).size).toBe(4);
    expect((await heroku.patch("/spaces/private", { name: "inner" })).body).toMatchObject({ name: "inner" });
    expect((await heroku.post("/spaces/inner/transfer", { new_owner: "other" })).body).toMatchObject({
      team: { name: "other" },
    });
    expect((await heroku.get("/teams/acme/spaces")).body).toEqual([]);
    expect((await heroku.get<Space[]>("/teams/other/spaces")).body.map(({ id }) => id)).toEqual([space.id]);
    expect((await heroku.delete("/spaces/inner")).body).toMatchObject({ state: "deleting" });
    expect((await heroku.get("/spaces")).body).toMatchObject([{ name: "inner", state: "deleting" }]);
    clock.advance(1000);
    expect((await heroku.get("/spaces/inner")).status).toBe(404);
    expect((await heroku.get("/spaces")).body).toEqual([]);
  });

  it.each([
    ["a name that is taken", { name: "private" }],
    ["a name with other characters", { name: "Private_" }],
    ["a region that has none", { region: "eu" }],
    ["a network that is too small", { cidr: "10.0.0.0/20" }],
    ["a network that is not private", { cidr: "172.40.0.0/16" }],
    ["a network of data that is too small", { data_cidr: "10.1.0.0/21" }],
  ])("are refused %s", async (_what, wrong) => {
    const { heroku } = await withSpace();
    expect((await heroku.post("/spaces", { ...WANTED, name: "other", ...wrong })).status).toBe(422);
    expect((await heroku.get("/spaces")).body).toHaveLength(1);
  });

  it("stay while apps are in them, and tell what runs there", async () => {
    const { heroku, clock, sandbox } = await withSpace();
    clock.advance(1000);
    await heroku.post("/teams/apps", { name: "notebook", space: "private", team: "acme" });
    deployTo(sandbox, "notebook", { web: "run" });
    const { body } = await heroku.get("/spaces/private/topology");
    expect(body).toMatchObject({
      apps: [{ domains: [], formation: [{ process_type: "web", dynos: [{ number: 1 }] }] }],
    });
    expect((await heroku.delete("/spaces/private")).status).toBe(422);
    await heroku.delete("/apps/notebook");
    expect((await heroku.delete("/spaces/private")).status).toBe(200);
  });

  it("that an app names first are there at once, in a team of their own", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/teams/apps", { name: "notebook", space: "named" });
    expect((await heroku.get("/spaces/named")).body).toMatchObject({
      state: "allocated",
      team: { name: "named-team" },
    });
    expect((await heroku.get("/spaces/never-named")).status).toBe(404);
  });
});

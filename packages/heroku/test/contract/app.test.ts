import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { expect, test } from "vitest";
import { type PlainObject, UNKNOWN } from "../../define/values.ts";
import { app } from "../../resources/app.ts";
import { CallFailed } from "../support/engine.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld } from "../support/world.ts";

let made = 0;

thingContract({
  thing: app,
  setUp: async () => ({ name: `contract-app-${++made}` }),
  inputs: ({ name }) => ({ name, region: "us", stack: "heroku-24", buildpacks: ["heroku/python"] }),
  createRequests: 3,
  // The list of all apps, and the buildpacks of each.
  refreshRequests: 2,
  update: {
    inputs: ({ name }) => ({
      name: `${name}-b`,
      region: "us",
      stack: "heroku-24",
      buildpacks: ["heroku/nodejs"],
      maintenance: true,
    }),
    diff: { name: "update", "buildpacks[0]": "update", maintenance: "update" },
    seen: async ({ api }, _context, { id }) => {
      const { name, maintenance } = await api("GET", `/apps/${id}`);
      return { name, maintenance };
    },
    expected: { name: "contract-app-1-b", maintenance: true },
  },
  replace: { inputs: ({ name }) => ({ name, region: "eu" }), replaces: ["region"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `/apps/${id}`, { maintenance: false }),
    diff: { maintenance: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/apps/${id}`),
  importId: ({ name }) => name,
  exists: ({ api }, _context, { id }) =>
    api("GET", `/apps/${id}`).then(
      () => true,
      () => false,
    ),
});

test("an app whose buildpacks could not be set is kept, and the next update sets them", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "contract-half-made", buildpacks: ["heroku/python"] });
  await world.faults([{ method: "PUT", path: "buildpack-installations", nth: 1, kind: "status", status: 422 }]);
  const failed = await engine.create(urn, inputs).catch((error: CallFailed) => error);
  expect(failed).toBeInstanceOf(CallFailed);
  const { kept } = failed as CallFailed;
  if (!kept) throw new Error("the app was forgotten");
  // The engine keeps the inputs that the program declares, beside the state that was reported.
  const resource = { ...kept, urn, inputs };
  await engine.update(resource, inputs);
  const installed = await api<{ buildpack: { name: string } }[]>("GET", `/apps/${kept.id}/buildpack-installations`);
  expect(installed.map(({ buildpack }) => buildpack.name)).toEqual(["heroku/python"]);
  await world.close();
});

test("an app whose creation's answer was lost is found again, not made twice", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "contract-lost-answer" });
  await world.faults([{ method: "POST", path: "^/apps$", nth: 1, kind: "drop-after" }]);
  const { id } = await engine.create(urn, inputs);
  const apps = await api<{ id: string }[]>("GET", "/apps");
  expect(apps.map((app) => app.id)).toEqual([id]);
  await world.close();
});

test("an app that somebody has just created is not taken: the error names aliases and the import", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const urn = engine.urn("App");
  await api("POST", "/apps", { name: "contract-older" });
  const { inputs } = await engine.check(urn, { name: "contract-older" });
  const refusal = /already exists.*aliases: .*pulumi import heroku:index:App \S+ contract-older/;
  await expect(engine.previewCreate(urn, inputs)).rejects.toThrow(refusal);
  await expect(engine.create(urn, inputs)).rejects.toThrow(refusal);
  await world.close();
});

test("a rename that was cut short is gone on with: the name is the app's own by then", async () => {
  const world = await startWorld({ clock: manualClock(Date.now() - 3_600_000) });
  const { engine, api } = world;
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "contract-before" });
  const resource = await engine.create(urn, inputs);
  await api("PATCH", `/apps/${resource.id}`, { name: "contract-after" });
  const { inputs: renamed } = await engine.check(urn, { name: "contract-after" });
  await engine.previewUpdate(resource, renamed);
  expect((await engine.update(resource, renamed)).state).toMatchObject({ name: "contract-after" });
  await world.close();
});

test("a region and a stack that Heroku does not have are refused in the preview, both at once", async () => {
  const world = await startWorld();
  const { engine } = world;
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "contract-wrong", region: "uss", stack: "heroku-42" });
  await expect(engine.previewCreate(urn, inputs)).rejects.toThrow(
    /region: "uss" is not a region; did you mean "us"\?\nstack: "heroku-42" is not a stack; did you mean "heroku-2\d"\?/,
  );
  await world.close();
});

/** An app as it is declared, in a world with the teams one and two. */
async function owned(declared: PlainObject, how: "made" | "imported" = "made") {
  const world = await startWorld();
  const urn = world.engine.urn("App");
  for (const name of ["one", "two"]) await world.api("POST", "/teams", { name });
  const checked = async (more: PlainObject, olds?: PlainObject) => {
    const { inputs, failures } = await world.engine.check(urn, { name: "contract-owned", ...more }, olds);
    expect(failures).toEqual([]);
    return inputs;
  };
  const news = await checked(declared);
  if (how === "imported") await world.api("POST", "/teams/apps", { name: "contract-owned", ...declared });
  const made = how === "made" ? await world.engine.create(urn, news) : await world.engine.import(urn, "contract-owned");
  if (!made) throw new Error("the app was not found");
  const path = `/teams/apps/${made.id}`;
  const teamOf = async () => (await world.api<{ team: { name: string } | null }>("GET", path)).team?.name;
  return { world, checked, made, path, teamOf };
}

test.each([
  ["a team", {}, "one"],
  ["another team", { team: "one" }, "two"],
  ["your own account", { team: "one" }, undefined],
])("an app is handed over to %s in place", async (_to, declared, team) => {
  const { world, checked, made, path, teamOf } = await owned(declared);
  const { engine } = world;
  const wanted = await checked({ ...(team ? { team } : {}) }, made.inputs);
  expect(await engine.diff(made, wanted)).toMatchObject({ changes: true, replaces: [] });
  await engine.previewUpdate(made, wanted);
  const { requests, result } = await world.counting(() => engine.update(made, wanted));
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PATCH ${path}`]);
  expect([result.id, await teamOf()]).toEqual([made.id, team]);
  expect(await engine.diff(result, wanted)).toMatchObject({ changes: false });
  await world.close();
});

test("an app that was handed over outside is left where it is once that is declared, and else taken back", async () => {
  const { world, checked, made, path, teamOf } = await owned({});
  await world.api("PATCH", path, { owner: "one" });
  await world.newRun();
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  const { requests, result } = await world.counting(async () =>
    world.engine.update(found, await checked({ team: "one" }, found.inputs)),
  );
  expect(requests).toEqual([`GET /apps/${made.id}`]);
  await world.api("PATCH", path, { owner: "two" });
  await world.newRun();
  const moved = await world.engine.refresh(result);
  if (!moved) throw new Error("refresh lost it");
  expect((await world.engine.diff(moved, result.inputs)).detailed).toEqual({ team: "update" });
  await world.engine.update(moved, result.inputs);
  expect(await teamOf()).toBe("one");
  await world.close();
});

test("a transfer whose answer is lost is not sent again once it is done", async () => {
  const { world, checked, made, teamOf } = await owned({});
  await world.faults([{ method: "PATCH", path: "^/teams/apps/", nth: 1, kind: "drop-after" }]);
  await world.engine.update(made, await checked({ team: "one" }, made.inputs));
  expect(await teamOf()).toBe("one");
  await world.close();
});

test("a team that is not known yet is no mistake, one that there is not is one of the preview", async () => {
  const { world, checked, made } = await owned({});
  const unknown = await checked({ team: UNKNOWN }, made.inputs);
  expect(await world.engine.diff(made, unknown)).toMatchObject({ replaces: [] });
  await world.engine.previewUpdate(made, unknown);
  const wrong = await checked({ team: "onne" }, made.inputs);
  const reason = 'team: "onne" is not a team that you are in; did you mean "one"?';
  await expect(world.engine.previewUpdate(made, wrong)).rejects.toThrow(reason);
  await world.close();
});

test.each([["made"], ["imported"]] as const)("an app in a space belongs to the space's team: %s", async (how) => {
  const { world, checked, made, teamOf } = await owned({ team: "one", space: "private" }, how);
  const wanted = await checked({ space: "private" }, made.inputs);
  expect(await world.engine.diff(made, wanted)).toMatchObject({ replaces: [] });
  await world.engine.previewUpdate(made, wanted);
  const updated = await world.engine.update(made, wanted);
  expect(await teamOf()).toBe("one");
  const refreshed = await world.engine.refresh(updated);
  if (!refreshed) throw new Error("refresh lost it");
  expect(await world.engine.diff(refreshed, wanted)).toMatchObject({ changes: false });
  await world.close();
});

test("an app of a team is locked and unlocked, and one list tells of all of them", async () => {
  const { world, checked, made, path } = await owned({ team: "one", locked: true });
  const locked = async () => (await world.api("GET", path)).locked;
  expect(await locked()).toBe(true);
  await world.api("PATCH", path, { locked: false });
  const run = await world.newRun();
  const { requests, result } = await world.counting(() => run.refresh(made));
  expect(requests).toEqual(["GET /apps", "GET /teams/one/apps"]);
  if (!result) throw new Error("refresh lost it");
  expect((await run.diff(result, made.inputs)).detailed).toEqual({ locked: "update" });
  const again = await run.update(result, made.inputs);
  expect(await locked()).toBe(true);
  // In other hands it is locked again.
  await run.update(again, await checked({ team: "two", locked: true }, again.inputs));
  expect(await locked()).toBe(true);
  await world.close();
});

test("an app of the Fir generation is imported without buildpacks, and refuses them in the preview", async () => {
  const { world, checked, made } = await owned({ team: "one", space: "fir", stack: "cnb" }, "imported");
  expect(made.inputs).toMatchObject({ stack: "cnb", space: "fir" });
  expect(made.inputs).not.toHaveProperty("buildpacks");
  const wrong = await checked({ team: "one", space: "fir", stack: "cnb", buildpacks: ["heroku/python"] }, made.inputs);
  await expect(world.engine.previewUpdate(made, wrong)).rejects.toThrow(
    "buildpacks: This app uses Cloud Native Buildpacks",
  );
  await world.close();
});

test("an app with a database that somebody else has added is not deleted, unless that is confirmed", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "contract-data" });
  const resource = await engine.create(urn, inputs);
  await api("POST", `/apps/${resource.id}/addons`, { plan: "papertrail:choklad" });
  const { name } = await api("POST", `/apps/${resource.id}/addons`, { plan: "heroku-postgresql:essential-0" });
  await expect(engine.delete(resource)).rejects.toThrow(
    `would be deleted with their data: ${name} (heroku-postgresql:essential-0). Set confirmDataLoss: true`,
  );
  expect((await api("GET", `/apps/${resource.id}`)).id).toBe(resource.id);
  const confirmed = await engine.update(resource, { ...resource.inputs, confirmDataLoss: true });
  await engine.delete(confirmed);
  expect(await api<unknown[]>("GET", "/apps")).toEqual([]);
  await world.close();
});

test("logs alone do not keep an app from being deleted", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const { inputs } = await engine.check(engine.urn("App"), { name: "contract-logs" });
  const resource = await engine.create(engine.urn("App"), inputs);
  await api("POST", `/apps/${resource.id}/addons`, { plan: "papertrail:choklad" });
  await engine.delete(resource);
  expect(await api<unknown[]>("GET", "/apps")).toEqual([]);
  await world.close();
});

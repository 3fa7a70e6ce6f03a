import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { expect, test } from "vitest";
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

test("an app that exists for longer is not taken over: the error says how to import it", async () => {
  const world = await startWorld({ clock: manualClock(Date.now() - 3_600_000) });
  const { engine, api } = world;
  const urn = engine.urn("App");
  await api("POST", "/apps", { name: "contract-older" });
  const { inputs } = await engine.check(urn, { name: "contract-older" });
  const refusal = /exists already.*pulumi import heroku:index:App \S+ contract-older/;
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

test("another team never replaces an app: a change is refused with the way to hand it over", async () => {
  const world = await startWorld();
  const urn = world.engine.urn("App");
  const { inputs } = await world.engine.check(urn, { name: "contract-owned", team: "one" });
  const made = await world.engine.create(urn, inputs);
  const checked = async (team?: string) =>
    (await world.engine.check(urn, { name: "contract-owned", ...(team ? { team } : {}) }, made.inputs)).failures;
  expect(await checked("one")).toEqual([]);
  expect(await checked("two")).toEqual([expect.stringContaining("heroku apps:transfer two -a contract-owned")]);
  expect(await checked()).toEqual([expect.stringContaining("heroku apps:transfer the email address of your account")]);
  await world.close();
});

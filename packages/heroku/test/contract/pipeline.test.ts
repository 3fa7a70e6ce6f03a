import { expect, test } from "vitest";
import { pipeline } from "../../resources/pipeline.ts";
import { answers } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld } from "../support/world.ts";

let made = 0;

thingContract({
  thing: pipeline,
  setUp: async () => ({ name: `contract-pipeline-${++made}` }),
  inputs: ({ name }) => ({ name }),
  // What is there before, the owner, the pipeline.
  createRequests: 3,
  update: {
    inputs: ({ name }) => ({ name: `${name}-b` }),
    diff: { name: "update" },
    seen: async ({ api }, _context, { id }) => (await api("GET", `/pipelines/${id}`)).name,
    expected: "contract-pipeline-1-b",
  },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `/pipelines/${id}`, { name: "renamed" }),
    diff: { name: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/pipelines/${id}`),
  importId: ({ name }) => name,
  exists: (world, _context, { id }) => answers(world, `/pipelines/${id}`),
});

test("a team's pipeline belongs to the team, and comes back with it", async () => {
  const world = await startWorld();
  const urn = world.engine.urn("Pipeline");
  const { id: team } = await world.api<{ id: string }>("POST", "/teams", { name: "writers" });
  const { inputs } = await world.engine.check(urn, { name: "ours", team: "writers" });
  const { id, inputs: declared } = await world.engine.create(urn, inputs);
  expect(await world.api("GET", `/pipelines/${id}`)).toMatchObject({ owner: { id: team, type: "team" } });
  expect((await world.engine.import(urn, id))?.inputs).toEqual(declared);
  await world.close();
});

test("another team takes the pipeline with its apps, in place; what is so already is asked for no second time", async () => {
  const world = await startWorld();
  const urn = world.engine.urn("Pipeline");
  const app = await world.api<{ id: string }>("POST", "/apps", { name: "transferred" });
  const { id: team } = await world.api<{ id: string }>("POST", "/teams", { name: "writers" });
  const made = await world.engine.create(urn, { name: "ours" });
  await world.api("POST", "/pipeline-couplings", { app: app.id, pipeline: made.id, stage: "staging" });
  const news = { name: "ours", team: "writers" };
  expect(await world.engine.diff(made, news)).toMatchObject({ replaces: [], detailed: { team: "add" } });
  await world.faults([{ method: "POST", path: "/pipeline-transfers$", nth: 1, kind: "drop-after" }]);
  const owned = await world.engine.update(made, news);
  expect(await world.api("GET", `/pipelines/${made.id}`)).toMatchObject({ owner: { id: team, type: "team" } });
  expect(await world.api("GET", `/apps/${app.id}`)).toMatchObject({ team: { name: "writers" } });
  const again = await world.counting(() => world.engine.update(made, news));
  expect(again.requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  await world.engine.update(owned, { name: "ours-again" });
  expect(await world.api("GET", `/pipelines/${made.id}`)).toMatchObject({
    name: "ours-again",
    owner: { type: "user" },
  });
  expect(await world.api("GET", `/apps/${app.id}`)).toMatchObject({ team: null });
  await world.close();
});

test("a lost answer makes one pipeline, and one that was there already is refused with how to adopt it", async () => {
  const world = await startWorld();
  const urn = world.engine.urn("Pipeline");
  const all = () => world.api<{ id: string; name: string }[]>("GET", "/pipelines");
  await world.faults([{ method: "POST", path: "^/pipelines$", nth: 1, kind: "drop-after" }]);
  const { id } = await world.engine.create(urn, { name: "ours" });
  expect(await all()).toMatchObject([{ id, name: "ours" }]);
  await world.close();
});

test("several pipelines of one name can't be told apart by an import", async () => {
  const world = await startWorld();
  await world.api("POST", "/pipelines", { name: "twin" });
  await world.api("POST", "/pipelines", { name: "twin" });
  const urn = world.engine.urn("Pipeline");
  await expect(world.engine.import(urn, "twin")).rejects.toThrow(/2 pipelines are named "twin"; use a UUID of/);
  const lookedUp = world.engine.invoke("getPipeline", { name: "twin" });
  await expect(lookedUp).rejects.toThrow(/"twin" is the name of 2 pipelines/);
  await world.close();
});

test("a look-up finds a pipeline by its name, and suggests another for a misspelled one", async () => {
  const world = await startWorld();
  const { id } = await world.api<{ id: string }>("POST", "/pipelines", { name: "notebook" });
  const { outputs } = await world.engine.invoke("getPipeline", { name: "notebook" });
  expect(outputs).toEqual({ id, name: "notebook", ownerType: "user" });
  const misspelled = world.engine.invoke("getPipeline", { name: "notebok" });
  await expect(misspelled).rejects.toThrow(
    /"notebok" is not a pipeline that you have access to; did you mean "notebook"/,
  );
  await world.close();
});

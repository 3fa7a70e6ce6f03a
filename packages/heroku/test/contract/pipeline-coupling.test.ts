import { expect, test } from "vitest";
import { pipelineCoupling } from "../../resources/pipeline-coupling.ts";
import { ANOTHER } from "../support/another.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

async function appAndPipeline(world: World) {
  const { app, name } = await plainApp(world);
  const { id: pipeline } = await world.api<{ id: string }>("POST", "/pipelines", { name });
  return { app, name, pipeline };
}

const stageOf = async ({ api }: World, app: string) => (await api("GET", `/apps/${app}/pipeline-couplings`)).stage;

thingContract({
  thing: pipelineCoupling,
  setUp: appAndPipeline,
  inputs: ({ app, pipeline }) => ({ app, pipeline, stage: "staging" }),
  createRequests: 2,
  update: {
    inputs: ({ app, pipeline }) => ({ app, pipeline, stage: "production" }),
    diff: { stage: "update" },
    seen: (world, { app }) => stageOf(world, app),
    expected: "production",
  },
  replace: {
    inputs: ({ app }) => ({ app, pipeline: ANOTHER, stage: "production" }),
    replaces: ["pipeline"],
  },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `/pipeline-couplings/${id}`, { stage: "development" }),
    diff: { stage: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/pipeline-couplings/${id}`),
  importId: ({ name }) => name,
  exists: (world, _context, { id }) => answers(world, `/pipeline-couplings/${id}`),
});

const create = async (world: World, inputs: { app: string; pipeline: string; stage: string }) =>
  world.engine.create(world.engine.urn("PipelineCoupling"), inputs);

test("an app that is in the pipeline already is taken as it is, and moved to its stage", async () => {
  const world = await startWorld();
  const { app, pipeline } = await appAndPipeline(world);
  const body = { app, pipeline, stage: "development" };
  const { id } = await world.api<{ id: string }>("POST", "/pipeline-couplings", body);
  expect((await create(world, { app, pipeline, stage: "production" })).id).toBe(id);
  expect(await stageOf(world, app)).toBe("production");
  await world.close();
});

test("an app that is in another pipeline stays there, and the error says what to do", async () => {
  const world = await startWorld();
  const { app, pipeline } = await appAndPipeline(world);
  const { pipeline: theirs } = await appAndPipeline(world);
  await world.api("POST", "/pipeline-couplings", { app, pipeline: theirs, stage: "staging" });
  const coupling = create(world, { app, pipeline, stage: "production" });
  await expect(coupling).rejects.toThrow(/it is in pipeline .* as staging, and an app is in one pipeline at most/);
  expect(await stageOf(world, app)).toBe("staging");
  await world.close();
});

test("another pipeline: the old coupling goes first, since an app has only one", async () => {
  const world = await startWorld();
  const { app, pipeline } = await appAndPipeline(world);
  const { pipeline: next } = await appAndPipeline(world);
  const resource = await create(world, { app, pipeline, stage: "staging" });
  const diff = await world.engine.diff(resource, { app, pipeline: next, stage: "staging" });
  expect(diff).toMatchObject({ replaces: ["pipeline"], deleteBeforeReplace: true });
  await world.close();
});

test("a lost answer couples once", async () => {
  const world = await startWorld();
  const { app, pipeline } = await appAndPipeline(world);
  await world.faults([{ method: "POST", path: "^/pipeline-couplings$", nth: 1, kind: "drop-after" }]);
  const { id } = await create(world, { app, pipeline, stage: "staging" });
  expect(await world.api("GET", `/apps/${app}/pipeline-couplings`)).toMatchObject({ id });
  await world.close();
});

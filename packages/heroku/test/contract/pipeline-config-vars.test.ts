import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open, type PlainObject } from "../../define/values.ts";
import { pipelineConfigVars } from "../../resources/pipeline-config-vars.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-pipeline-31";

const setUp = async ({ api }: World) => {
  const { id } = await api<{ id: string }>("POST", "/pipelines", { name: "of-a-test" });
  return { pipeline: id };
};
const path = (pipeline: string, stage = "review") => `/pipelines/${pipeline}/stage/${stage}/config-vars`;
const inputs = ({ pipeline }: { pipeline: string }) => ({
  pipeline,
  stage: "review",
  vars: { LOG_LEVEL: "debug" },
  secretVars: { TOKEN: CANARY },
});

thingContract({
  thing: pipelineConfigVars,
  setUp,
  inputs,
  update: {
    inputs: (context) => ({ ...inputs(context), vars: { LEVEL: "info" } }),
    diff: { "vars.LEVEL": "add", "vars.LOG_LEVEL": "delete" },
    seen: ({ api }, { pipeline }) => api("GET", path(pipeline)),
    expected: { LEVEL: "info", TOKEN: CANARY },
  },
  replace: { inputs: (context) => ({ ...inputs(context), stage: "test" }), replaces: ["stage"] },
  outsideChange: {
    make: ({ api }, { pipeline }) => api("PATCH", path(pipeline), { LEVEL: "warning", OTHERS: "stays" }),
    diff: { "vars.LEVEL": "update" },
  },
  outsideDelete: ({ api }, { pipeline }) => api("DELETE", `/pipelines/${pipeline}`),
  importId: (_context, { id }) => `${id}/LOG_LEVEL,TOKEN`,
  imported: () => ({ vars: {}, secretVars: { LOG_LEVEL: "debug", TOKEN: CANARY } }),
  exists: async ({ api }, { pipeline }) => {
    const vars = await api("GET", path(pipeline)).catch(() => ({}));
    return Object.keys(vars as object).includes("TOKEN");
  },
});

let world: World;
let pipeline: string;

beforeEach(async () => {
  world = await startWorld();
  ({ pipeline } = await setUp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("PipelineConfigVars");

test("a stage that has none is refused with those that have", async () => {
  const { failures } = await world.engine.check(urn(), { pipeline, stage: "production" });
  expect(failures.join()).toMatch(/^stage: "production" .*review.*test/);
});

test("a key of somebody else's is refused at preview without its value, and taken over where that is asked for", async () => {
  await world.api("PATCH", path(pipeline), { TOKEN: "canary-of-others", KEEP: "it" });
  const news = (await world.engine.check(urn(), inputs({ pipeline }))).inputs;
  const told = await world.engine.previewCreate(urn(), news).catch((error: unknown) => String(error));
  expect(told).toContain("secretVars.TOKEN: exists on the pipeline's stage with another value");
  expect(told).not.toContain("canary");
  const made = await world.engine.create(urn(), { ...news, adopt: true });
  expect(isSecret((made.state.secretVars as PlainObject).TOKEN ?? null)).toBe(true);
  await world.engine.delete(made);
  expect(await world.api("GET", path(pipeline))).toEqual({ KEEP: "it" });
  expect(JSON.stringify(open(made.state))).not.toContain("KEEP");
});

test("a lost answer is sent again as it was, and everything is set once", async () => {
  await world.faults([{ method: "PATCH", path: "config-vars$", nth: 1, kind: "drop-after" }]);
  await world.engine.create(urn(), (await world.engine.check(urn(), inputs({ pipeline }))).inputs);
  expect(await world.api("GET", path(pipeline))).toEqual({ LOG_LEVEL: "debug", TOKEN: CANARY });
});

test("an import without a stage is refused with the stages", async () => {
  await expect(world.engine.import(urn(), pipeline)).rejects.toThrow(
    `names no stage; add one of review, test: ${pipeline}/review`,
  );
});

import { expect, test } from "vitest";
import { postgresSettings } from "../../resources/postgres-settings.ts";
import { ANOTHER } from "../support/another.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function database({ api }: World, plan = "heroku-postgresql:standard-0") {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-settings-${++made}` });
  const { id, name } = await api<{ id: string; name: string }>("POST", `/apps/${app}/addons`, { plan });
  await api("POST", `/addons/${id}/actions/provision`);
  return { addOn: id, name, app };
}

const pathOf = (addOn: string) => `/postgres/v0/databases/${addOn}/config`;
const settingsAt = ({ api }: World, addOn: string) => api<Record<string, { value: unknown }>>("GET", pathOf(addOn));

thingContract({
  thing: postgresSettings,
  setUp: (world) => database(world),
  inputs: ({ addOn }) => ({ addOn, logStatement: "all", logMinDurationStatement: 500 }),
  // What was there before, and the change.
  createRequests: 2,
  update: {
    inputs: ({ addOn }) => ({ addOn, logMinDurationStatement: 250, autoExplainLogFormat: "json" }),
    diff: { logStatement: "delete", logMinDurationStatement: "update", autoExplainLogFormat: "add" },
    seen: (world, { addOn }) => settingsAt(world, addOn),
    expected: expect.objectContaining({
      log_statement: expect.objectContaining({ value: "ddl" }),
      log_min_duration_statement: expect.objectContaining({ value: 250 }),
      "auto_explain.log_format": expect.objectContaining({ value: "json" }),
    }),
  },
  replace: { inputs: () => ({ addOn: ANOTHER }), replaces: ["addOn"] },
  outsideChange: {
    make: ({ api }, { addOn }) =>
      api("PATCH", pathOf(addOn), { log_min_duration_statement: 1, track_functions: "all" }),
    diff: { logMinDurationStatement: "update" },
  },
  outsideDelete: ({ api }, { app, addOn }) => api("DELETE", `/apps/${app}/addons/${addOn}`),
  importId: ({ name }) => name,
  exists: async (world, { addOn }) => (await settingsAt(world, addOn)).log_min_duration_statement?.value !== 2000,
});

test("a database of the Essential tier has none: refused in preview", async () => {
  const world = await startWorld();
  const { addOn } = await database(world, "heroku-postgresql:essential-0");
  const urn = world.engine.urn("PostgresSettings");
  const { inputs } = await world.engine.check(urn, { addOn, logStatement: "all" });
  await expect(world.engine.previewCreate(urn, inputs)).rejects.toThrow(
    /^addOn: is of plan heroku-postgresql:essential-0; only Heroku Postgres of the Standard tier or above has settings/,
  );
  await world.close();
});

test("what Heroku refuses leaves nothing in state", async () => {
  const world = await startWorld();
  const { addOn } = await database(world);
  const urn = world.engine.urn("PostgresSettings");
  const { inputs } = await world.engine.check(urn, { addOn, logStatement: "all" });
  await world.faults([{ method: "PATCH", path: "/config$", kind: "status", status: 422 }]);
  const failure = await world.engine.create(urn, inputs).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringMatching(/^Heroku refused to set log_statement: /),
    kept: undefined,
  });
  await world.close();
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { reviewAppConfig } from "../../resources/review-app-config.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

const setUp = async ({ api }: World) => {
  const { id } = await api<{ id: string }>("POST", "/pipelines", { name: `of-a-test-${++made}` });
  return { pipeline: id };
};
const path = (pipeline: string) => `/pipelines/${pipeline}/review-app-config`;
const inputs = ({ pipeline }: { pipeline: string }) => ({ pipeline, repository: "example/site", automatic: true });

thingContract({
  thing: reviewAppConfig,
  setUp,
  inputs,
  update: {
    inputs: (context) => ({ ...inputs(context), destroyStale: true, staleDays: 9, baseName: "preview" }),
    diff: { destroyStale: "update", staleDays: "update", baseName: "add" },
    seen: ({ api }, { pipeline }) => api("GET", path(pipeline)),
    expected: expect.objectContaining({ destroy_stale_apps: true, stale_days: 9, base_name: "preview" }),
  },
  replace: { inputs: (context) => ({ ...inputs(context), repository: "example/other" }), replaces: ["repository"] },
  outsideChange: {
    make: ({ api }, { pipeline }) => api("PATCH", path(pipeline), { automatic_review_apps: false, wait_for_ci: true }),
    diff: { automatic: "update", waitForCi: "update" },
  },
  outsideDelete: ({ api }, { pipeline }) => api("DELETE", path(pipeline)),
  importId: (_context, { id }) => `${id}/example/site`,
  exists: async ({ api }, { pipeline }) =>
    api("GET", path(pipeline)).then(
      () => true,
      () => false,
    ),
});

let world: World;
let pipeline: string;

beforeEach(async () => {
  world = await startWorld();
  ({ pipeline } = await setUp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("ReviewAppConfig");
const create = async () => world.engine.create(urn(), (await world.engine.check(urn(), inputs({ pipeline }))).inputs);

test("a lost answer is looked for, and what is there already and says the same is taken", async () => {
  await world.faults([{ method: "POST", path: "review-app-config$", nth: 1, kind: "drop-after" }]);
  const { requests } = await world.counting(create);
  expect(requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
  expect(await world.api("GET", path(pipeline))).toMatchObject({ automatic_review_apps: true });
});

test("one that is there and says something else is Heroku's to refuse", async () => {
  await world.api("POST", path(pipeline), { repo: "example/site", stale_days: 3 });
  await expect(create()).rejects.toThrow(/refused to set up review apps of example\/site: .*422/);
});

test("a base name that is taken out is Heroku's to choose again", async () => {
  const named = (await world.engine.check(urn(), { ...inputs({ pipeline }), baseName: "preview" })).inputs;
  const made = await world.engine.create(urn(), named);
  const news = (await world.engine.check(urn(), inputs({ pipeline }))).inputs;
  expect((await world.engine.diff(made, news)).detailed).toEqual({ baseName: "delete" });
  await world.engine.update(made, news);
  expect(await world.api("GET", path(pipeline))).toMatchObject({ base_name: null });
});

test("a repository that is none, and too many days, are refused at once", async () => {
  const { failures } = await world.engine.check(urn(), { pipeline, repository: "site", staleDays: 31 });
  expect(failures.sort()).toEqual([
    expect.stringMatching(/^repository: "site" is not OWNER\/REPOSITORY/),
    expect.stringMatching(/^staleDays: 31 /),
  ]);
});

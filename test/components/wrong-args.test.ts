import { expect, test } from "vitest";
import { HerokuApp, type HerokuAppArgs } from "../../components/heroku-app.ts";
import { Pipeline, type PipelineArgs } from "../../components/pipeline.ts";
import { declaredBy } from "../support/declared.ts";

const POSTGRES = "heroku-postgresql:standard-0";

/** What a program that no compiler has seen is told; undefined where it is taken as it is. */
async function told(declare: () => unknown): Promise<string[] | undefined> {
  try {
    await declaredBy(declare);
    return undefined;
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split("\n");
    expect(title).toMatch(/^(HerokuApp "shop"|Pipeline "shops") says (one thing that is|\d+ things that are) wrong:$/);
    return lines.map((line) => line.trim());
  }
}

const app = (args: object) =>
  told(() => new HerokuApp("shop", { name: "example-shop", formation: {}, ...args } as HerokuAppArgs));

test.each<[string, object, string[]]>([
  [
    "names that are not known, all at once",
    { addons: {}, buid: "./shop", jobs: { migrate: { comand: "migrate" } } },
    [
      'addons: is not known here; did you mean "addOns"?',
      'buid: is not known here; did you mean "build"?',
      'jobs.migrate.comand: is not known here; did you mean "command"?',
    ],
  ],
  [
    "an add-on that is only its plan",
    { addOns: { cache: "memcachier:dev" } },
    [expect.stringMatching(/^addOns\.cache: is not a map of fields: plan, name, attachment, /)],
  ],
  ["an add-on without a plan", { addOns: { cache: {} } }, ["addOns.cache.plan: is missing; it takes a text"]],
  [
    "one where a list is due",
    { domains: "shop.example.com", features: 5 },
    ['domains: "shop.example.com" is not a list', "features: 5 is not a list"],
  ],
  ["an address where a map is due, which is a secret", { logDrains: "https://canary" }, ["logDrains: is not a map"]],
  [
    "a leader that is not there",
    { addOns: { database: { plan: POSTGRES }, copy: { plan: POSTGRES, follow: "databse" } } },
    ['addOns.copy.follow: "databse" is not another add-on of this app; did you mean "database"?'],
  ],
  [
    "add-ons that wait for each other",
    { addOns: { one: { plan: POSTGRES, follow: "two" }, two: { plan: POSTGRES, after: "one" } } },
    [
      'addOns.one.follow: "two" waits for this one itself; remove one of them',
      'addOns.two.after: "one" waits for this one itself; remove one of them',
    ],
  ],
  [
    "a build that a promotion would win against",
    { build: "./shop", membership: { pipeline: "id", stage: "production", promotes: { app: "id", release: 3 } } },
    ['build: "./shop" can\'t run where membership.promotes says what runs; remove one'],
  ],
])("an app is refused: %s", async (_what, args, expected) => {
  expect(await app(args)).toEqual(expected);
});

test("what is left out may be undefined, and what the provider checks is handed on", async () => {
  const promotes = { app: "id", release: undefined };
  const membership = { pipeline: "id", stage: "staging", promotes };
  expect(await app({ build: "./shop", addOns: undefined, region: undefined, membership })).toBeUndefined();
  expect(await app({ name: "No Name", buildpacks: "heroku/python" })).toBeUndefined();
});

test("a pipeline is refused with what it does not know", async () => {
  const args = { name: "shops", aps: {}, apps: { staging: { id: "id", stage: "staging" } } };
  expect(await told(() => new Pipeline("shops", args as unknown as PipelineArgs))).toEqual([
    "apps.staging.id: is not known here; allowed are app, stage",
    'aps: is not known here; did you mean "apps"?',
  ]);
});

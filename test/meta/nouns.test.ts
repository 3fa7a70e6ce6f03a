import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readModel } from "../../packages/heroku/generate/model.ts";
import * as sdk from "../../packages/heroku/index.ts";
import { happensAnew } from "../../packages/review/words.ts";
import { ROOT, read } from "./repository.ts";

// One noun, one path: what has to be there for each resource and each look-up.

/** Where the sandbox's routes of a noun stand, if not under its own name or its plural. */
const ROUTES: Record<string, string> = {
  "automatic-certificates": "acm",
  "dyno-size": "catalogue",
  generation: "catalogue",
  "key-value-store": "redis",
  "key-value-store-credential": "redis",
  "key-value-store-maintenance": "data-maintenances",
  "key-value-store-maintenance-window": "data-maintenances",
  "one-off-job": "dynos",
  "peering-accepter": "peerings",
  "peering-information": "peerings",
  "pipeline-config-vars": "pipelines",
  plan: "add-on-services",
  "postgres-backup-schedule": "postgres",
  "postgres-backup": "transfers",
  "postgres-backups": "transfers",
  "postgres-maintenance-window": "data-maintenances",
  promotion: "pipeline-promotions",
  region: "catalogue",
  rollback: "releases",
  stack: "catalogue",
};

/** Heroku lists no slugs and makes them at once: the suite of events has nothing to count or to interrupt. */
const UNLISTED = "slug";

const { nouns } = await readModel();
const all = nouns.flatMap(({ name, documented }) =>
  documented.map(({ definition }): [type: string, noun: string, isLookUp: boolean] => [
    definition.type,
    name,
    definition.kind === "look-up",
  ]),
);
const present = (...paths: string[]) => paths.filter((path) => existsSync(join(ROOT, path)));

describe.each(all)("%s", (type, noun, isLookUp) => {
  test("is exported by the SDK", () => {
    expect(Object.keys(sdk)).toContain(type);
    if (isLookUp) expect(Object.keys(sdk)).toContain(`${type}Output`);
  });

  test("has a test of its contract", () => {
    const paths = isLookUp
      ? globSync("packages/heroku/test/{functions,contract}/*.test.ts", { cwd: ROOT })
      : present(`packages/heroku/test/contract/${noun}.test.ts`);
    const suite = isLookUp || noun === UNLISTED ? `"${type}"` : /\b(thing|event)Contract[(<]/;
    expect(paths.filter((path) => read(path).search(suite) !== -1)).not.toEqual([]);
  });

  test("has routes in the sandbox", () => {
    const names = noun in ROUTES ? [ROUTES[noun]] : [noun, `${noun}s`];
    expect(present(...names.map((name) => `packages/sandbox/routes/${name}.ts`))).toHaveLength(1);
  });

  test("has a reference page with an example, listed in the index", () => {
    expect(read(`docs/reference/${noun}.md`)).toMatch(new RegExp(`^# ${type}\\n[\\s\\S]*^\`\`\`ts\\n`, "m"));
    expect(read("docs/reference/index.md")).toContain(`[${type}](${noun}.md)`);
  });
});

test("the map of routes names only nouns that need it", () => {
  const names = nouns.map(({ name }) => name);
  expect(Object.keys(ROUTES).filter((noun) => !names.includes(noun))).toEqual([]);
});

test("a review counts what happens once more as something to run", () => {
  const events = nouns.flatMap(({ documented }) =>
    documented.filter(({ definition }) => definition.kind === "event").map(({ definition }) => definition.type),
  );
  expect(events.length).toBeGreaterThan(5);
  expect(events.filter((type) => !happensAnew({ type, op: "replace" }))).toEqual([]);
});

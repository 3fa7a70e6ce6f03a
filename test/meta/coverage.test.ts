import { expect, test } from "vitest";
import { readModel } from "../../packages/heroku/generate/model.ts";
import * as sdk from "../../packages/heroku/index.ts";
import { herokuSchema } from "../../packages/sandbox/test/support/heroku-schema.ts";
import { guardedRoutes } from "../../packages/sandbox/test/support/routes.ts";
import { COVERAGE } from "./coverage.ts";
import { ROOT } from "./repository.ts";

const { nouns } = await readModel();
const pages = new Map(
  nouns.flatMap(({ name, documented }) => documented.map(({ definition }) => [definition.type, name])),
);
const schema = await herokuSchema();
const covering = Object.values(COVERAGE).flatMap(({ by = [] }) => by);
const definitions = Object.entries(schema.definitions).toSorted(([one], [other]) => (one < other ? -1 : 1));

test("the table says of every definition of Heroku's schema what covers it, or why nothing does", () => {
  const names = definitions.map(([name]) => name);
  expect(Object.keys(COVERAGE).sort()).toEqual(names);
  const silent = names.filter((name) => !COVERAGE[name]?.by && !COVERAGE[name]?.why);
  expect(silent).toEqual([]);
});

test("what it names is there", () => {
  expect(covering.filter((type) => !(type in sdk) || !pages.has(type))).toEqual([]);
});

test("what belongs to no definition is of the Data API, or known here", () => {
  const others = [...pages.keys()].filter(
    (type) => !covering.includes(type) && !/^(get)?(Postgres|KeyValueStore)/.test(type),
  );
  expect(others.sort()).toEqual(ELSEWHERE);
});

/** Of APIs without a published schema, beside the Data API. */
const ELSEWHERE: string[] = [];

test("docs/coverage.md is as this test makes it (npx vitest run test/meta/coverage.test.ts -u)", async () => {
  await expect(page()).toMatchFileSnapshot(`${ROOT}/docs/coverage.md`);
});

function page(): string {
  const served = new Set(guardedRoutes().map(({ method, path }) => `${method} ${shape(path)}`));
  const rows = definitions.map(([name, { links = [] }]) => {
    const calls = new Set(links.map(({ method, href }) => `${method} ${shape(decodeURIComponent(href))}`));
    const answered = [...calls].filter((call) => served.has(call));
    const { by = [], why = "" } = COVERAGE[name] ?? {};
    const types = by.map((type) => `[${type}](reference/${pages.get(type)}.md)`).join(", ");
    return { name, types, calls: calls.size, answered: answered.length, why };
  });
  const covered = rows.filter(({ types }) => types !== "").length;
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const answered = rows.reduce((sum, row) => sum + row.answered, 0);
  return [
    "<!-- Made by: npx vitest run test/meta/coverage.test.ts -u -->",
    "# Coverage of Heroku's API",
    "Every definition of [Heroku's published schema](https://devcenter.heroku.com/articles/platform-api-reference): which resource or",
    "look-up of `@pulumi/heroku` covers it, how many of its calls the sandbox answers, and why there is not more.",
    `Of ${rows.length} definitions ${covered} are covered from code; the sandbox answers ${answered} of ${calls} calls. The Data API (Postgres,`,
    "Key-Value Store) has no published schema; its resources are in the [reference](reference/index.md).",
    "",
    "| Definition | From code | Calls in the sandbox | Why no more |",
    "|---|---|--:|---|",
    ...rows.map((row) => `| ${row.name} | ${row.types} | ${row.answered} of ${row.calls} | ${row.why} |`),
    "",
  ].join("\n");
}

/** A path without the names of its parameters. */
function shape(path: string): string {
  return path.replaceAll(/\{[^}]*\}|:\w+/g, "{}").replace("/users/~/", "/users/{}/");
}

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Config, configOf } from "../support/stack-files.ts";
import { linesFor, staging } from "../support/wrong-settings.ts";
import { WRONG } from "../support/wrong-stack-files.ts";

// What an editor knows of a stack file, and what the program says of it.

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const schema = JSON.parse(read("components/generated/stack-file.schema.json"));
const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

/** Where an editor would underline something. */
function underlined(file: unknown): string[] {
  validate(file);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const PROJECT = "consumer-notebook:";
const fileOf = (config: Config) => ({
  config: Object.fromEntries(Object.entries(config).map(([key, value]) => [PROJECT + key, value])),
});

/** What holds between settings, or depends on more than their form: a schema has no words for it. */
const ONLY_THE_PROGRAM = [
  "a credential that the plan has not",
  "credentials of no database",
  "a follower of nothing",
  "a follower that can't follow",
  "a primary that is not there",
  "a database that is not said to be the primary",
  "a backup of nothing",
  "two dynos of a size that has one",
  "preboot with a size that does not know it",
  "a domain that gets no certificate",
  "a key that is none",
  "a build and a release at once",
  "a release of nobody",
  "a pipeline of one's own and somebody else's",
  "a promotion from itself",
  "a secret that is missing",
  "a secret that nothing names",
  "a config var both open and secret",
];

test.each(["staging", "production"])("nothing of Pulumi.%s.yaml is underlined, and it names the schema", (stack) => {
  const text = read(`Pulumi.${stack}.yaml`);
  expect(underlined(parse(text))).toEqual([]);
  expect(text).toMatch(/^# yaml-language-server: \$schema=components\/generated\/stack-file\.schema\.json\n/);
});

describe("of what the program refuses, an editor underlines whatever a schema can say:", () => {
  test.each(WRONG)("%s", (what, changes) => {
    const isUnderlined = underlined(fileOf(staging(changes))).length > 0;
    expect(isUnderlined).toBe(!ONLY_THE_PROGRAM.includes(what));
  });

  test("and each of the others is there to be refused", () => {
    expect(WRONG.map(([what]) => what)).toEqual(expect.arrayContaining(ONLY_THE_PROGRAM));
  });
});

test("whatever is underlined is refused by the program too", () => {
  const config = configOf("staging");
  const keys = fc.constantFrom(
    ...Object.keys(schema.properties.config.properties).map((key) => key.slice(PROJECT.length)),
  );
  const values = fc.oneof(
    // What is empty counts as left out for the program; an editor may well ask what is meant.
    fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes("null")),
    fc.constantFrom(...Object.values(config)),
    fc.constantFrom("true", "12", true, 12, { hour: 2 }, { web: { quantity: 1, size: "basic" } }),
  );
  fc.assert(
    fc.property(keys, values, (key, value) => {
      const changed = { ...config, [key]: value as Config[string] };
      if (underlined(fileOf(changed)).length > 0) expect(linesFor(changed)).not.toEqual([]);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("an editor shows what a key means, what it takes and what it is by default", () => {
  const { properties } = schema.properties.config;
  expect(properties[`${PROJECT}protectData`]).toEqual({
    description: expect.stringContaining("refuse to be deleted"),
    default: true,
    enum: [true, false, "true", "false"],
  });
  expect(properties[`${PROJECT}features`].items.enum).toEqual(["preboot", "runtime-dyno-metadata"]);
  const { web } = properties[`${PROJECT}formation`].properties;
  expect(web.properties.quantity.description).toContain("How many dynos run");
  const keys = Object.values(properties as Record<string, { description?: string }>);
  expect(keys.filter(({ description = "" }) => description === "")).toEqual([]);
});

test("a secret may be any key in capital letters, with a value that is encrypted", () => {
  const config = staging({ ANOTHER_SECRET: { secure: "v1:…" } });
  expect(underlined(fileOf(config))).toEqual([]);
  expect(underlined(fileOf({ ...config, ANOTHER_SECRET: "in clear" }))).not.toEqual([]);
  expect(underlined({ config: { ...fileOf(config).config, "pulumi:disable-default-providers": ["aws"] } })).toEqual([]);
  expect(underlined({ ...fileOf(config), confg: {} })).toEqual([expect.stringContaining("additional properties")]);
});

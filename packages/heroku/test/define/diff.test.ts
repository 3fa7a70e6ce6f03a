import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { changeText, diff } from "../../define/diff.ts";
import { type PlainObject, UNKNOWN } from "../../define/values.ts";
import { plainObject, reached, rebuilt } from "./plain.ts";

const schema = z.object({
  app: z.string().meta({ replaces: true }),
  region: z.string().default("us").meta({ replaces: true }).optional(),
  vars: z.record(z.string(), z.string()).default({}),
  processes: z.record(z.string(), z.strictObject({ quantity: z.int(), size: z.string().meta({ replaces: true }) })),
  buildpacks: z.array(z.string()).optional(),
  network: z.string().optional().meta({ chosenByHeroku: true }),
});

const shown = (olds: PlainObject, news: PlainObject) =>
  Object.fromEntries(
    diff(schema, olds, news).map((change) => [changeText(change), change.kind + (change.replaces ? " replaces" : "")]),
  );

describe("paths", () => {
  test.each([
    ["nothing", { vars: { A: "1" } }, { vars: { A: "1" } }, {}],
    [
      "keys of a map",
      { vars: { A: "1", B: "2" } },
      { vars: { A: "1", B: "3", "C.D": "4" } },
      { "vars.B": "update", 'vars["C.D"]': "add" },
    ],
    ["a key that goes", { vars: { A: "1" } }, { vars: {} }, { "vars.A": "delete" }],
    [
      "a key that begins as the engine's own notes do",
      { vars: { __A: "1" } },
      { vars: { __A: "2" } },
      { "vars.__A": "update" },
    ],
    ["what Heroku chose, where nothing is declared", { network: "10.0.0.0/16" }, {}, {}],
    ["another one than Heroku chose", { network: "10.0.0.0/16" }, { network: "10.1.0.0/16" }, { network: "update" }],
    ["the engine's own notes", { __defaults: ["a"] }, { __defaults: [] }, {}],
    [
      "items of a list",
      { buildpacks: ["a", "b"] },
      { buildpacks: ["c"] },
      { "buildpacks[0]": "update", "buildpacks[1]": "delete" },
    ],
    ["null and absent", { region: null }, {}, {}],
    ["a list that becomes a text", { buildpacks: ["a"] }, { buildpacks: "a" }, { buildpacks: "update" }],
    ["what is not known yet", { vars: { A: "1" } }, { vars: UNKNOWN }, { vars: "update" }],
    ["an input that replaces", { app: "a" }, { app: "b" }, { app: "update replaces" }],
    ["one that replaces under its default", { region: "us" }, {}, { region: "delete replaces" }],
    [
      "one in a map of objects",
      { processes: { web: { quantity: 1, size: "basic" } } },
      { processes: { web: { quantity: 2, size: "eco" } } },
      { "processes.web.quantity": "update", "processes.web.size": "update replaces" },
    ],
  ])("%s", (_what, olds, news, expected) => {
    expect(shown(olds as PlainObject, news as PlainObject)).toEqual(expected);
  });
});

describe("any two values", () => {
  const anything = z.object({});

  test("a value does not differ from itself", () => {
    fc.assert(
      fc.property(plainObject, (value) => {
        expect(diff(anything, value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test("what differs is told with a path each, and nothing else differs", () => {
    fc.assert(
      fc.property(plainObject, plainObject, (olds, news) => {
        const changes = diff(anything, olds, news);
        const paths = changes.map(changeText);
        expect(new Set(paths).size).toBe(paths.length);
        for (const { path, kind } of changes) {
          expect(reached(olds, path) === undefined).toBe(kind === "add");
          expect(reached(news, path) === undefined).toBe(kind === "delete");
        }
        const applied = changes.reduce((value, { path }) => rebuilt(value, path, reached(news, path)), olds);
        expect(diff(anything, applied, news)).toEqual([]);
      }),
    );
  });

  test("the way back has the same paths", () => {
    fc.assert(
      fc.property(plainObject, plainObject, (olds, news) => {
        const opposite = { add: "delete", delete: "add", update: "update" };
        const there = diff(anything, olds, news).map((change) => [changeText(change), change.kind]);
        const back = diff(anything, news, olds).map((change) => [changeText(change), opposite[change.kind]]);
        expect(back.sort()).toEqual(there.sort());
      }),
    );
  });
});

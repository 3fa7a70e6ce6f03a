import { describe, expect, test } from "vitest";
import { z } from "zod";
import { check } from "../../define/check.ts";
import { wrongLines } from "../../define/explain.ts";
import { type PlainObject, secret, UNKNOWN } from "../../define/values.ts";

const Key = z.string().regex(/^[A-Z_]+$/, "is not a name that a shell can hold");

const schema = z.object({
  name: z.string().min(3).max(30),
  region: z.enum(["us", "eu"]).default("us"),
  size: z
    .string()
    .regex(/^[a-z0-9-]+$/, "is not a dyno size in lower case")
    .optional(),
  quantity: z.int().min(0).max(100).optional(),
  vars: z.record(Key, z.string()).default({}),
  secretVars: z.record(Key, z.string()).default({}).meta({ secret: true }),
  processes: z.record(z.string(), z.strictObject({ quantity: z.int(), size: z.string().default("basic") })).optional(),
  hosts: z
    .array(z.string())
    .refine((hosts) => new Set(hosts).size === hosts.length, "names a host twice")
    .optional(),
});

const reasons = (news: PlainObject) => wrongLines(check(schema, news).wrong);

describe("defaults", () => {
  test("are filled in at every depth, and nothing else is touched", () => {
    expect(check(schema, { name: "example", processes: { web: { quantity: 1 } } })).toEqual({
      inputs: {
        name: "example",
        region: "us",
        vars: {},
        secretVars: {},
        processes: { web: { quantity: 1, size: "basic" } },
      },
      wrong: [],
    });
  });

  test("null counts as left out", () => {
    expect(check(schema, { name: "example", region: null, size: null }).inputs).toEqual(
      check(schema, { name: "example" }).inputs,
    );
  });

  test("a key named like a part of every JavaScript object is a key like others", () => {
    const vars = JSON.parse('{ "constructor": "a", "__proto__": "b" }');
    const open = z.object({ vars: z.record(z.string(), z.string()) });
    expect(JSON.stringify(check(open, { vars }).inputs)).toBe('{"vars":{"constructor":"a","__proto__":"b"}}');
    expect(wrongLines(check(open, { vars: {}, constructor: "x" }).wrong)).toEqual([
      "constructor: is not known here; allowed are vars",
    ]);
  });
});

describe("what is wrong", () => {
  test("is all told at once, each with path, value and way out", () => {
    expect(
      reasons({
        name: "ab",
        region: "use",
        size: "Standard-2X",
        quantity: -1,
        vars: { A: 7, B: "fine" },
        processes: { web: { quantity: 1.5, sise: "basic" } },
        hosts: ["a", "a"],
        regoin: "eu",
      }),
    ).toEqual([
      'name: "ab" is too short; at least 3 characters',
      'region: "use" is not one of us, eu; did you mean "us"?',
      'size: "Standard-2X" is not a dyno size in lower case',
      "quantity: -1 is too small; at least 0",
      "vars.A: 7 is not a text",
      "processes.web.quantity: 1.5 is not a whole number",
      'processes.web.sise: is not known here; did you mean "size"?',
      'hosts: ["a","a"] names a host twice',
      'regoin: is not known here; did you mean "region"?',
    ]);
  });

  test.each([
    ["a field that must be given", {}, ["name: is missing; it takes a text"]],
    ["a list in place of a map", { name: "example", vars: ["A"] }, ['vars: ["A"] is not a map']],
    ["a map in place of a list", { name: "example", hosts: {} }, ["hosts: {} is not a list"]],
    [
      "a text that is too long",
      { name: "x".repeat(31) },
      [`name: "${"x".repeat(31)}" is too long; at most 30 characters`],
    ],
    ["a number that is too large", { name: "example", quantity: 101 }, ["quantity: 101 is too large; at most 100"]],
    [
      "a key that is not allowed, without the value under it",
      { name: "example", secretVars: { "a b": "hush" } },
      ['secretVars["a b"]: is not a name that a shell can hold'],
    ],
    [
      "a key with a dot in it",
      { name: "example", processes: { "web.1": { quantity: 0, extra: 1 } } },
      ['processes["web.1"].extra: is not known here; allowed are quantity, size'],
    ],
  ])("%s", (_what, news, lines) => {
    expect(reasons(news as PlainObject)).toEqual(lines);
  });

  test("a long value is shown as far as it helps", () => {
    const [line] = reasons({ name: "y".repeat(5000) });
    expect(line).toMatch(/^name: "y{79}… is too long; at most 30 characters$/);
  });

  test("a long value is cut between characters", () => {
    const [reason] = reasons({ name: [`x${"👍".repeat(60)}`] } as unknown as PlainObject);
    expect(reason?.isWellFormed()).toBe(true);
  });

  test("nor is a value of the wrong kind that holds a secret", () => {
    expect(reasons({ name: { first: secret("hidden-text") } } as unknown as PlainObject)).toEqual([
      "name: the secret value is not a text",
    ]);
  });

  test("a secret value is never shown, whether the schema or the program calls it so", () => {
    const lines = reasons({ name: secret("an Open Secret"), quantity: secret(777), secretVars: { A: 424242 } });
    expect(lines).toEqual([
      "quantity: the secret value is too large; at most 100",
      "secretVars.A: the secret value is not a text",
    ]);
    expect(reasons({ name: "example", hosts: secret(["hush", "hush"]) })).toEqual([
      "hosts: the secret value names a host twice",
    ]);
  });
});

describe("what is not known yet", () => {
  test.each([
    ["a text", { name: UNKNOWN }],
    ["a number", { name: "example", quantity: UNKNOWN }],
    ["one of a few", { name: "example", region: UNKNOWN }],
    ["a whole map", { name: "example", vars: UNKNOWN }],
    ["a value in a map", { name: "example", vars: { A: UNKNOWN } }],
    ["a whole object", { name: "example", processes: { web: UNKNOWN } }],
    ["an item of a list that a rule compares", { name: "example", hosts: [UNKNOWN, UNKNOWN] }],
    ["what is secret too", { name: "example", quantity: secret(UNKNOWN) }],
  ])("%s is taken on trust", (_what, news) => {
    expect(reasons(news as PlainObject)).toEqual([]);
  });

  test("what stands beside it is checked all the same", () => {
    expect(reasons({ name: UNKNOWN, quantity: -1, vars: { A: UNKNOWN, B: 1 } })).toEqual([
      "quantity: -1 is too small; at least 0",
      "vars.B: 1 is not a text",
    ]);
  });
});

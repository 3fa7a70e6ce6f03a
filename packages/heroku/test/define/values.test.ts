import { expect, test } from "vitest";
import { generatedName } from "../../define/names.ts";
import { hasUnknown, pathText, UNKNOWN } from "../../define/values.ts";

test.each([
  [["vars", "A"], "vars.A"],
  [["vars", "A.B"], 'vars["A.B"]'],
  [["vars", 'say "x"'], 'vars["say \\"x\\""]'],
  [["vars", ""], 'vars[""]'],
  [["buildpacks", 0], "buildpacks[0]"],
  [["processes", "web-1", "size"], "processes.web-1.size"],
  [[], ""],
])("%j is written %s, as the engine does", (path, text) => {
  expect(pathText(path)).toBe(text);
});

test("what is not known is found at every depth", () => {
  expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
  expect(hasUnknown({ a: [{ b: "known" }], [UNKNOWN]: "a key" })).toBe(false);
});

test("a generated name is the same each time, and another for each identity", () => {
  const urn = "urn:pulumi:staging::consumer-notebook::heroku:index:AddOn::database";
  expect(generatedName("database", urn, "app-1")).toBe(generatedName("database", urn, "app-1"));
  expect(generatedName("database", urn, "app-1")).not.toBe(generatedName("database", urn, "app-2"));
  expect(generatedName("database", "ab", "c")).not.toBe(generatedName("database", "a", "bc"));
  expect(generatedName("database", urn)).toMatch(/^database-[a-z0-9]{1,10}$/);
});

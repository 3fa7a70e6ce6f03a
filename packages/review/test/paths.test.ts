import fc from "fast-check";
import { expect, test } from "vitest";
import { leaves, parsePath, valueAt } from "../preview/paths.ts";

test.each([
  ["processes.web.quantity", ["processes", "web", "quantity"]],
  ['vars["A.B"]', ["vars", "A.B"]],
  ['vars["say \\"a\\""].x', ["vars", 'say "a"', "x"]],
  ["buildpacks[1]", ["buildpacks", 1]],
])("%s", (path, parts) => {
  expect(parsePath(path)).toEqual(parts);
});

test("each leaf is found by its path, whatever the names are", () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const record = fc.dictionary(fc.string(), fc.oneof(value, fc.dictionary(fc.string(), value)));
  fc.assert(
    fc.property(record, (root) => {
      for (const [path, leaf] of leaves(root)) expect(valueAt(root, path)).toEqual(leaf);
    }),
  );
});

test("a path that leads nowhere has no value", () => {
  expect(valueAt({ a: 1 }, "a.b")).toBeUndefined();
  expect(valueAt({}, "constructor")).toBeUndefined();
});

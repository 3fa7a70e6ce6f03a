import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dropSettledCreates } from "../settled-creates.ts";

let state: string;
let stacks: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "state-"));
  stacks = join(state, ".pulumi/stacks/project");
  mkdirSync(stacks, { recursive: true });
});
afterEach(() => rmSync(state, { recursive: true }));

const pending = (type: string, urn: string) => ({ type, resource: { urn } });

test("the note of a creation goes once its resource is in the state; every other one stays", () => {
  const operations = [pending("creating", "a"), pending("creating", "b"), pending("deleting", "a")];
  const latest = { resources: [{ urn: "a", id: "1" }], pending_operations: operations };
  writeFileSync(join(stacks, "staging.json"), JSON.stringify({ version: 3, checkpoint: { latest } }));
  expect(dropSettledCreates(state)).toEqual(["a"]);
  expect(JSON.parse(readFileSync(join(stacks, "staging.json"), "utf8"))).toEqual({
    version: 3,
    checkpoint: { latest: { ...latest, pending_operations: operations.slice(1) } },
  });
  expect(readdirSync(stacks)).toEqual(["staging.json"]);
  expect(dropSettledCreates(state)).toEqual([]);
});

test("a state without such notes stays byte for byte, and one that is not there yet is no error", () => {
  writeFileSync(join(stacks, "staging.json"), '{ "version":3 }');
  expect(dropSettledCreates(state)).toEqual([]);
  expect(readFileSync(join(stacks, "staging.json"), "utf8")).toBe('{ "version":3 }');
  expect(dropSettledCreates(join(state, "none"))).toEqual([]);
});

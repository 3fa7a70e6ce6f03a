import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mendHalfWritten } from "../half-written.ts";

let state: string;
let stacks: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "state-"));
  stacks = join(state, ".pulumi/stacks/project");
  mkdirSync(stacks, { recursive: true });
});
afterEach(() => rmSync(state, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(stacks, name), text);

test("a half-written checkpoint is its backup again, and half-written attributes go", () => {
  write("staging.json", '{"version":3,"check');
  write("staging.json.bak", '{"version":3}');
  write("staging.json.attrs", "");
  write("staging.json.bak.attrs", "{}");
  expect(mendHalfWritten(state)).toHaveLength(2);
  expect(readFileSync(join(stacks, "staging.json"), "utf8")).toBe('{"version":3}');
  expect(readdirSync(stacks).sort()).toEqual(["staging.json", "staging.json.bak", "staging.json.bak.attrs"]);
});

test("a half-written checkpoint without a whole backup goes: the stack had only begun", () => {
  write("staging.json", "");
  expect(mendHalfWritten(state)).toHaveLength(1);
  expect(readdirSync(stacks)).toEqual([]);
});

test("what is whole stays as it is, and so does a state that is not there yet", () => {
  write("staging.json", '{"version":3}');
  write("staging.json.attrs", "{}");
  expect(mendHalfWritten(state)).toEqual([]);
  expect(mendHalfWritten(join(state, "none"))).toEqual([]);
});

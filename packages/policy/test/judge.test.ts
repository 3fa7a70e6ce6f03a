import { expect, test } from "vitest";
import type { Exception } from "../exceptions.ts";
import { judge, levelOf, type StackPolicy } from "../judge.ts";
import { logDrain } from "../rules/log-drain.ts";
import { production, without } from "./sound-stack.ts";

const TODAY = "2026-06-30";
const exception: Exception = {
  rule: "log-drain",
  stack: "production",
  resource: "App shop",
  reason: "the drain moves to another host",
  until: TODAY,
};

const policy = (more: Partial<StackPolicy> = {}): StackPolicy => ({
  stack: "production",
  expected: production,
  levels: {},
  exceptions: [],
  ...more,
});

const found = (...exceptions: Exception[]) =>
  judge(logDrain, without("LogDrain logs"), policy({ exceptions }), TODAY).map(({ message }) => message);

test("an exception counts up to its last day, for its rule and resource only", () => {
  expect(found()).toHaveLength(1);
  expect(found(exception)).toEqual([]);
  expect(found({ ...exception, resource: "App other" })).toEqual(found());
  expect(found({ ...exception, rule: "preboot" })).toEqual(found());
});

test("an exception that has expired no longer counts, and the message says so", () => {
  const [message] = found({ ...exception, until: "2026-06-29" });
  expect(message).toMatch(
    /^App shop: its log is kept nowhere; .*; the exception for it expired on 2026-06-29: take it out/,
  );
  expect(found({ ...exception, until: "2025-01-01" }, exception)).toEqual([]);
});

test("a level is the stack's own, else the rule's for its stage", () => {
  const staging: StackPolicy = policy({ expected: { ...production, stage: "staging" } });
  expect(levelOf(logDrain, policy())).toBe("mandatory");
  expect(levelOf(logDrain, staging)).toBe("advisory");
  expect(levelOf(logDrain, { ...staging, levels: { "log-drain": "off" } })).toBe("off");
});

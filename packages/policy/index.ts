// The guard rails as plain functions; `bin/` serves them to Pulumi's engine.

export { type Exception, hasExpired } from "./exceptions.ts";
export { type Finding, judge, levelOf, type StackPolicy } from "./judge.ts";
export { readPolicies, WrongPolicyFile } from "./policy-file.ts";
export type { Resource } from "./resource.ts";
export type { Expectations, Level, Rule, Violation } from "./rule.ts";
export { rules } from "./rules/index.ts";

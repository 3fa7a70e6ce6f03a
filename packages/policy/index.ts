// The guard rails as plain functions; `bin/` serves them to Pulumi's engine.

export { dayOf, type Exception, hasExpired } from "./exceptions.ts";
export { type Broken, type Finding, judge, judgeAll, levelOf, type StackPolicy } from "./judge.ts";
export { FILE_VARIABLE, findPolicyFile, readPolicies, WrongPolicyFile } from "./policy-file.ts";
export { nounOf, type Resource } from "./resource.ts";
export type { Expectations, Level, Rule, Violation } from "./rule.ts";
export { rules } from "./rules/index.ts";

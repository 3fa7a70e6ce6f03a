import { type Exception, unexcused } from "./exceptions.ts";
import type { Resource } from "./resource.ts";
import type { Expectations, Level, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** What is expected of one stack: by whom it may be broken, and how grave that is. */
export interface StackPolicy {
  stack: string;
  expected: Expectations;
  /** Levels that differ from those of the rules. */
  levels: Partial<Record<string, Level>>;
  exceptions: readonly Exception[];
}

export interface Finding {
  /** Begins with what is meant: `AddOn site-database: …`. */
  message: string;
  resource?: Resource;
}

/** How grave it is in a stack to break a rule. */
export function levelOf(rule: Rule, { expected, levels }: StackPolicy): Level {
  return levels[rule.name] ?? rule.levels[expected.stage === "production" ? "production" : "elsewhere"];
}

/** A rule that a stack breaks, and how grave that is. */
export interface Broken {
  rule: string;
  level: Exclude<Level, "off">;
  /** Begins with what is meant, and ends with the way out. */
  message: string;
  urn?: string;
}

/** How a stack breaks the rules, in their order; what stops an update comes first. */
export function judgeAll(stack: readonly Resource[], policy: StackPolicy, today: string): Broken[] {
  const all = rules.flatMap((rule): Broken[] => {
    const level = levelOf(rule, policy);
    if (level === "off") return [];
    return judge(rule, stack, policy, today).map(({ message, resource }) => ({
      rule: rule.name,
      level,
      message,
      ...(resource ? { urn: resource.urn } : {}),
    }));
  });
  return [...all.filter(({ level }) => level === "mandatory"), ...all.filter(({ level }) => level === "advisory")];
}

/** How a stack breaks a rule, without what is allowed today. */
export function judge(rule: Rule, stack: readonly Resource[], policy: StackPolicy, today: string): Finding[] {
  const exceptions = policy.exceptions.filter((exception) => exception.rule === rule.name);
  return unexcused(rule.check(stack, policy.expected), exceptions, today).map(({ subject, message, resource }) => ({
    message: `${subject}: ${message}`,
    resource,
  }));
}

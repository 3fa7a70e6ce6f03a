import type { Resource } from "./resource.ts";

/** What a broken rule does: it stops preview and update, it is only told, or the rule is not looked at. */
export const LEVELS = ["mandatory", "advisory", "off"] as const;
export type Level = (typeof LEVELS)[number];

export const STAGES = ["review", "development", "staging", "production"] as const;
export type Stage = (typeof STAGES)[number];

/** What must hold of one stack, as far as it differs from stack to stack. */
export interface Expectations {
  /** Stage of the stack's apps in a pipeline. Where it is `production`, the rules for production hold. */
  stage: Stage;
  /** Regular expression for the whole name of an app. */
  appNames: string;
  /** What a month at full use may cost, in US dollars. */
  maxMonthlyDollars: number;
}

export interface Violation {
  resource?: Resource;
  /** What is meant, in the words that an exception repeats: `AddOn site-database`. */
  subject: string;
  /** What is wrong, with the value, and the way out. */
  message: string;
}

/** A guard rail: a plain function of what a stack declares. */
export interface Rule {
  name: string;
  /** What holds, in a sentence. */
  description: string;
  /** What happens where a stack's expectations say nothing else. */
  levels: { production: Level; elsewhere: Level };
  check(stack: readonly Resource[], expected: Expectations): Violation[];
}

/** A violation by a resource, or by a detail of it, such as one config var. */
export function violation(resource: Resource, message: string, detail?: string): Violation {
  const subject = [resource.noun, resource.name, detail].filter((part) => part !== undefined).join(" ");
  return { resource, subject, message };
}

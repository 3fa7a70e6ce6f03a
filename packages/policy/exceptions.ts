import type { Violation } from "./rule.ts";

/** A violation that somebody has allowed, for a while. */
export interface Exception {
  rule: string;
  stack: string;
  /** What the message begins with: `AddOn site-database`, `ConfigVars site NAME`, or `stack`. */
  resource: string;
  reason: string;
  /** The last day on which it counts, such as `2026-12-31`. */
  until: string;
}

/** The violations of a rule that no exception allows today. Where one has run out, the message says so. */
export function unexcused(violations: Violation[], exceptions: readonly Exception[], today: string): Violation[] {
  return violations.flatMap((violation) => {
    const meant = exceptions.filter(({ resource }) => resource === violation.subject);
    if (meant.some((exception) => !hasExpired(exception, today))) return [];
    const last = meant
      .map(({ until }) => until)
      .sort()
      .at(-1);
    if (last === undefined) return [violation];
    const told = `the exception for it expired on ${last}: take it out, or give it a new date and reason`;
    return [{ ...violation, message: `${violation.message}; ${told}` }];
  });
}

/** The day as exceptions name it, such as `2026-12-31`. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, "2026-12-31".length);

export const hasExpired = ({ until }: Exception, today: string): boolean => until < today;

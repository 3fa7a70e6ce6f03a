import type { PlainObject, Wrong } from "@pulumi/heroku/checks";

/** What holds between settings. Any part of them may be missing or of another kind: that is reported elsewhere. */
export type Rule = (settings: PlainObject, stack: string) => Wrong[];

/** The texts of a list. */
export const itemsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

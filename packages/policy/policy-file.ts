import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { check, didYouMean, type PlainObject, pathText, type Wrong } from "@pulumi/heroku/checks";
import { parseDocument } from "yaml";
import { z } from "zod";
import type { StackPolicy } from "./judge.ts";
import { LEVELS, STAGES } from "./rule.ts";
import { rules } from "./rules/index.ts";

const ruleName = z.enum(rules.map(({ name }) => name));

const stackPolicy = z.strictObject({
  /** Stage of the stack's apps in a pipeline. Where it is `production`, the rules for production hold. */
  stage: z.enum(STAGES),
  /** Regular expression for the whole name of each app. */
  appNames: z.string().refine(isPattern, "is not a regular expression"),
  /** What a month at full use may cost, in US dollars. */
  maxMonthlyDollars: z.number().min(0),
  /** Levels that differ from those of the rules. */
  levels: z.strictObject(Object.fromEntries(rules.map(({ name }) => [name, z.enum(LEVELS).optional()]))).default({}),
});

const exception = z.strictObject({
  rule: ruleName,
  stack: z.string(),
  /** What the message of the rule begins with, up to the colon. */
  resource: z.string().min(1),
  /** Why it may be so. */
  reason: z.string().min(10),
  /** The last day on which the exception counts. */
  until: z.iso.date("is not a day such as 2026-12-31"),
});

const policyFileSchema = z.object({
  /** What is expected of each stack, by its name. */
  stacks: z.record(z.string(), stackPolicy),
  /** What is expected of every other stack; left out, there may be no other. */
  others: stackPolicy.optional(),
  exceptions: z.array(exception).default([]),
});

/** A policy file whose author has to do something. Its message tells all of it. */
export class WrongPolicyFile extends Error {
  constructor(what: string, lines: readonly string[]) {
    super([what, ...lines.map((line) => `  ${line}`)].join("\n"));
    this.name = "WrongPolicyFile";
  }
}

const FILE = "policy.yaml";

/** Says where the policy file is, if not in a folder above the pack. */
export const FILE_VARIABLE = "PULUMI_HEROKU_POLICY_FILE";

/** The policy file, if there is one: that which the environment names, else the nearest one in a folder or above it. */
export function findPolicyFile(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  const named = env[FILE_VARIABLE];
  if (named) return named;
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, FILE))) return join(at, FILE);
    if (at === dirname(at)) return undefined;
  }
}

/** The same where there must be one. */
export function policyFile(folder: string, env: NodeJS.ProcessEnv): string {
  const found = findPolicyFile(folder, env);
  if (found) return found;
  throw new WrongPolicyFile(
    `No folder above the policy pack has a ${FILE}; write one, or name it in ${FILE_VARIABLE}`,
    [],
  );
}

/** What a policy file expects of each stack; throws everything that is wrong with it at once. */
export function readPolicies(path: string): { of(stack: string): StackPolicy } {
  const name = basename(path);
  const content = parsed(textOf(path), name);
  const { inputs, wrong } = check(policyFileSchema, content);
  const everything = [...wrong, ...unknownStacks(inputs)];
  if (everything.length > 0)
    throw new WrongPolicyFile(
      `${name} says ${everything.length === 1 ? "one thing that is" : `${everything.length} things that are`} wrong:`,
      everything.map(({ path, reason }) => `${pathText(path)}: ${reason}`),
    );

  const { stacks, others, exceptions } = policyFileSchema.parse(inputs);
  return {
    of(stack) {
      // A stack can have the name of a property of Object, such as constructor.
      const policy = Object.hasOwn(stacks, stack) ? stacks[stack] : others;
      if (!policy)
        throw new WrongPolicyFile(`${name} says nothing of stack "${stack}"; add it under stacks, or write others`, []);
      const { levels, ...expected } = policy;
      return { stack, expected, levels, exceptions: exceptions.filter((each) => each.stack === stack) };
    },
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new WrongPolicyFile(`${path} can't be read (${code}); see ${FILE_VARIABLE}`, []);
  }
}

function parsed(text: string, name: string): PlainObject {
  const document = parseDocument(text);
  // What comes after the first one mostly follows from it.
  const [first] = document.errors;
  if (first) throw new WrongPolicyFile(`${name} is not YAML:`, first.message.split("\n").slice(0, 1));
  return (document.toJS() ?? {}) as PlainObject;
}

/** An exception for a stack that is not named would never count, and nobody would know. */
function unknownStacks({ stacks, others, exceptions }: PlainObject): Wrong[] {
  if (others !== undefined || !Array.isArray(exceptions)) return [];
  const names = Object.keys((stacks as object | undefined) ?? {});
  return exceptions.flatMap((each, index) => {
    const { stack } = (each ?? {}) as { stack?: unknown };
    if (typeof stack !== "string" || names.includes(stack)) return [];
    return [
      { path: ["exceptions", index, "stack"], reason: `"${stack}" is not under stacks${didYouMean(stack, names)}` },
    ];
  });
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

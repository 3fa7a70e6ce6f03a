import { fileURLToPath } from "node:url";
import {
  type Broken,
  dayOf,
  FILE_VARIABLE,
  findPolicyFile,
  judgeAll,
  nounOf,
  type Resource,
  readPolicies,
  rules,
  type StackPolicy,
  WrongPolicyFile,
} from "@consumer-notebook/policy";
import { UNKNOWN } from "./model.ts";
import type { Plan } from "./preview/steps.ts";
import { isRecord, opened, shown } from "./preview/values.ts";
import { ReviewError } from "./review-error.ts";

// The rules are those of Pulumi's `--policy-pack`. Here they are asked as functions, about the plan that is read anyway: the
// pack's own process would make a preview longer by half or more.

const PACK = fileURLToPath(new URL(".", import.meta.resolve("@consumer-notebook/policy")));

/** What the policy file of a folder's project expects of a stack; nothing where there is no such file. */
export function guardRailsOf(stack: string, folder: string, env: NodeJS.ProcessEnv): StackPolicy | undefined {
  const file = findPolicyFile(folder, env);
  if (file === undefined) return undefined;
  try {
    // Pulumi Cloud's names begin with organization and project.
    return readPolicies(file).of(stack.split("/").at(-1) ?? stack);
  } catch (error) {
    throw error instanceof WrongPolicyFile ? new ReviewError(error.message) : error;
  }
}

/** What makes an `up` in a folder keep to the same guard rails. */
export function underGuardRails(folder: string, env: NodeJS.ProcessEnv) {
  const file = findPolicyFile(folder, env);
  return file === undefined ? { args: [], env: {} } : { args: ["--policy-pack", PACK], env: { [FILE_VARIABLE]: file } };
}

/**
 * The guard rails that a stack would break if the plan were carried out. The rules see what the policy pack would see, secrets
 * in clear; what they say is told as it is only where they say the same without them.
 */
export function brokenRules(plan: Plan, policy: StackPolicy): Broken[] {
  const today = dayOf(new Date());
  const broken = (view: (value: unknown) => unknown) => judgeAll(resourcesOf(plan, view), policy, today);
  const textOf = ({ rule, message }: Broken) => `${rule} ${message}`;
  const harmless = new Set(broken(shown).map(textOf));
  return broken(opened).map((each) =>
    harmless.has(textOf(each)) ? each : { ...each, message: withoutValue(each, plan) },
  );
}

function withoutValue({ rule, urn }: Broken, { resourcePlans }: Plan): string {
  const goal = urn === undefined ? undefined : resourcePlans?.[urn]?.goal;
  const subject = goal ? `${nounOf(goal.type)} ${goal.name}` : "stack";
  return `${subject}: a secret value breaks this rule: ${rules.find(({ name }) => name === rule)?.description}`;
}

/** The resources that will be there, as far as they are known. */
function resourcesOf({ resourcePlans }: Plan, view: (value: unknown) => unknown): Resource[] {
  return Object.entries(resourcePlans ?? {}).flatMap(([urn, { goal, state }]) => {
    if (!goal) return [];
    const { type, name, protect, propertyDependencies } = goal;
    const props = known(view(state ?? {})) as Resource["props"];
    return [{ urn, noun: nounOf(type), name, props, protect: protect === true, uses: propertyDependencies ?? {} }];
  });
}

/** A copy without what only `up` will know, as the policy pack makes one. */
function known(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== UNKNOWN).map(known);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== UNKNOWN);
  return Object.fromEntries(entries.map(([key, each]) => [key, known(each)]));
}

import { ToolchainError } from "./errors.ts";
import { run } from "./run.ts";

/** As much of `pulumi stack export` as is read here. */
interface Deployment {
  deployment?: { resources?: Exported[] };
}

interface Exported {
  urn: string;
  type: string;
  id?: string;
  outputs?: Record<string, unknown>;
}

/** Commands that delete, and the options that leave out a part of the stack: the provider then can't see who else has an object. */
const DELETING = new Set(["up", "update", "destroy", "down", "dn"]);
const PARTIAL = /^(-t|--target|--target-dependents|--target-replace|--exclude|--exclude-dependents)(=|$)/;

/** Maps whose keys are objects of their own, which several resources of an app may share: `keysIn` of the provider's definitions. */
export const SHARED: Record<string, readonly string[]> = {
  "heroku:index:ConfigVars": ["vars", "secretVars"],
  "heroku:index:PipelineConfigVars": ["vars", "secretVars"],
  "heroku:index:Formation": ["processes"],
};

/**
 * Pairs of resources of a state that have one object at Heroku, as where a run was cut short after it had created a renamed resource
 * and before it deleted the old name.
 */
export function twoNames({ deployment }: Deployment): [string, string][] {
  const first = new Map<string, string>();
  const pairs = new Map<string, [string, string]>();
  for (const { urn, type, id, outputs = {} } of deployment?.resources ?? []) {
    if (!type.startsWith("heroku:") || id === undefined) continue;
    const keys = SHARED[type]?.flatMap((field) => Object.keys(outputs[field] ?? {})) ?? [""];
    for (const key of keys) {
      const object = JSON.stringify([type, id, key]);
      const other = first.get(object);
      if (other === undefined) first.set(object, urn);
      else if (other !== urn) pairs.set(`${other} ${urn}`, [other, urn]);
    }
  }
  return [...pairs.values()];
}

/** Refuses a partial `up` or `destroy` of a stack in which two names have one object: deleting the one would take it from the other. */
export async function refuseTwoNames(pulumi: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (!args.some((arg) => DELETING.has(arg)) || !args.some((arg) => PARTIAL.test(arg))) return;
  const at = args.findIndex((arg) => /^(-s|--stack)(=|$)/.test(arg));
  const stack = at < 0 ? [] : args.slice(at, at + (args[at]?.includes("=") ? 1 : 2));
  const { status, stdout } = await run(pulumi, ["stack", "export", "--non-interactive", ...stack], process.cwd(), {
    env,
  });
  // What keeps Pulumi from reading the state keeps it from the command as well, which says why.
  if (status !== 0) return;
  const pairs = twoNames(JSON.parse(stdout) as Deployment);
  if (pairs.length === 0) return;
  const lines = pairs.map(([one, other]) => `  ${one}\n  ${other}`);
  throw new ToolchainError(
    `Nothing was done: two resources of the state have the same object at Heroku, and a part of the stack alone might delete it:\n` +
      `${lines.join("\n")}\nRun \`npx pulumi up\` without ${args.filter((arg) => PARTIAL.test(arg)).join(" ")} first: it drops the old name and leaves the object.`,
  );
}

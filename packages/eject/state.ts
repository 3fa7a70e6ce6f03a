import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";
import { z } from "zod";

const Resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  parent: z.string().default(""),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  /** URNs of the resources that an input's value comes from. */
  propertyDependencies: z
    .record(
      z.string(),
      z
        .array(z.string())
        .nullable()
        .transform((urns) => urns ?? []),
    )
    .default({}),
});

/** A resource as the state has it. Its secrets are encrypted, and stay so. */
export type Resource = z.output<typeof Resource>;

const Exported = z.object({ deployment: z.object({ resources: z.array(Resource).default([]) }) });

const LARGEST_STATE_BYTES = 256 << 20;

/** The resources of a stack, without a secret in clear. */
export async function resourcesOf(stack: string, project: string, { pulumi, env }: Workplace): Promise<Resource[]> {
  const args = ["--non-interactive", "stack", "export", "--stack", stack];
  const options = { cwd: project, env, maxBuffer: LARGEST_STATE_BYTES };
  try {
    const { stdout } = await promisify(execFile)(pulumi, args, options);
    return Exported.parse(JSON.parse(stdout)).deployment.resources;
  } catch (error) {
    if (!(error instanceof Error && "stderr" in error)) throw error;
    throw new ToolchainError(`The state of stack ${stack} can't be read:\n${String(error.stderr).trim()}`);
  }
}

/** `App` of `heroku:index:App`; undefined for what is not Heroku's. */
export const nounOf = ({ type }: Resource): string | undefined => /^heroku:index:(\w+)$/.exec(type)?.[1];

export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** The key that a program gave to a part of a component: `database` of `site-database`. */
export function keyOf({ urn, parent }: Resource): string {
  const [name, prefix] = [nameOf(urn), `${nameOf(parent)}-`];
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** What Pulumi writes in the place of a secret. https://www.pulumi.com/docs/iac/concepts/secrets */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

export const isHidden = (value: unknown): boolean => typeof value === "object" && value !== null && SIGNATURE in value;

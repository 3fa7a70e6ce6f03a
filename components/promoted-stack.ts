import { RunError } from "@pulumi/pulumi/errors.js";
import { getOrganization, getProject } from "@pulumi/pulumi/metadata.js";
import { invoke } from "@pulumi/pulumi/runtime/invoke.js";
import { z } from "zod";

/** What a stack that is promoted from has to offer. */
const Offered = z.object({ appId: z.string(), pipelineId: z.string() });

/** The stack whose outputs are read is not up. Pulumi shows a `RunError` without a stack trace. */
class StackNotUp extends RunError {
  constructor(stack: string, why: string) {
    super(`Nothing can be promoted from stack "${stack}": ${why}. Bring it up first: npx pulumi up --stack ${stack}`);
    this.name = "StackNotUp";
  }
}

/**
 * App and pipeline of another stack of this project, from its outputs. The engine's own function is asked rather than a
 * `StackReference`, whose failure ends the program before it can say what to do.
 */
export async function promotedStack(stack: string): Promise<z.output<typeof Offered>> {
  const name = `${getOrganization()}/${getProject()}/${stack}`;
  const { outputs, secretOutputNames } = await outputsOf(stack, name);
  const open = Object.entries(outputs).filter(([key]) => !secretOutputNames.includes(key));
  const { success, data } = Offered.safeParse(Object.fromEntries(open));
  if (!success) throw new StackNotUp(stack, `${name} has not the outputs ${Object.keys(Offered.shape).join(" and ")}`);
  return data;
}

const Answer = z.object({ outputs: z.record(z.string(), z.unknown()), secretOutputNames: z.array(z.string()) });

async function outputsOf(stack: string, name: string): Promise<z.output<typeof Answer>> {
  try {
    return Answer.parse(await invoke("pulumi:pulumi:readStackOutputs", { name }));
  } catch (error) {
    if (error instanceof z.ZodError || !(error instanceof Error)) throw error;
    throw new StackNotUp(stack, error.message);
  }
}

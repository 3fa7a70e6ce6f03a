import { z } from "zod";
import { isHidden, keyOf, nounOf, type Resource } from "./state.ts";

/** A command that ran on a one-off dyno. */
export interface Job {
  key: string;
  command: string;
  size?: string;
  /** Whether it ran once for each release of new code, so that whoever deploys has to run it from now on. */
  isForEachRelease: boolean;
}

const JobInputs = z.object({ command: z.string(), size: z.string().optional() });

/** What makes releases of new code. */
const RELEASING = ["Build", "Promotion"];

/** The jobs among the resources of an app, but for those whose very command is secret. */
export function jobsOf(own: Resource[]): Job[] {
  const releasing = own.filter((each) => RELEASING.includes(nounOf(each) ?? "")).map(({ urn }) => urn);
  return own
    .filter((resource) => nounOf(resource) === "OneOffJob" && !hasSecretCommand(resource))
    .map((resource) => {
      const { command, size } = JobInputs.parse(resource.inputs);
      const { triggers = [] } = resource.propertyDependencies;
      return {
        key: keyOf(resource),
        command,
        ...(size ? { size } : {}),
        isForEachRelease: triggers.some((urn) => releasing.includes(urn)),
      };
    });
}

export const hasSecretCommand = ({ inputs }: Resource): boolean => isHidden(inputs.command);

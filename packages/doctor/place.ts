import type { Finding } from "./report.mjs";

/** What is looked at. */
export interface Place {
  /** The folder with Pulumi.yaml. */
  root: string;
  env: NodeJS.ProcessEnv;
}

/** What was found; the name is that of the check where it is left out. */
export type Found = Omit<Finding, "check"> & { check?: string };

export type Check = (place: Place) => Promise<Found[]> | Found[];

export const ok = (text: string, check?: string): Found => found("ok", text, undefined, check);

export const warning = (text: string, mend?: string, check?: string): Found => found("warning", text, mend, check);

export const problem = (text: string, mend?: string, check?: string): Found => found("problem", text, mend, check);

const found = (level: Finding["level"], text: string, mend?: string, check?: string): Found => ({
  ...(check === undefined ? {} : { check }),
  level,
  text,
  ...(mend === undefined ? {} : { mend }),
});

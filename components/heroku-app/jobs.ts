import { OneOffJob } from "@pulumi/heroku";
import type { Code } from "./code.ts";
import type { Place } from "./place.ts";

/** A command that is run on a one-off dyno. */
export interface JobSettings {
  /** What a shell runs, with the app's code and config vars, such as `python manage.py migrate`: one line, without a secret. */
  command: string;
  /** Size of the dyno, such as `standard-2x`; Heroku's default for the app where it is left out. */
  size?: string;
  /** It runs once for each value of this, such as a date; left out, once for each release of new code. */
  run?: string;
}

/** Declares the jobs of an app, after the code that they run. A rollback does not run them again. */
export function jobs(
  { name, app, options }: Place,
  wanted: Record<string, JobSettings> = {},
  { release, releasedBy }: Code,
): void {
  for (const [key, { command, size, run }] of Object.entries(wanted)) {
    const value = run ?? release?.apply(String);
    const triggers = value === undefined ? undefined : { run: value };
    new OneOffJob(`${name}-${key}`, { app, command, size, triggers }, { ...options, dependsOn: releasedBy });
  }
}

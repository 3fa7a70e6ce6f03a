import { expect } from "vitest";
import { WrongSettings } from "../../components/settings/stack-file.ts";
import { settingsOf } from "../../components/settings.ts";
import { type Config, configOf, SECRET, stackFile } from "./stack-files.ts";

/** Staging's stack file with keys changed; undefined removes one. */
export function staging(changes: Config): Config {
  const kept = Object.entries({ ...configOf("staging"), ...changes }).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept);
}

/** The lines of the error for a stack file, without the project's name in front of each. */
export function linesFor(config: Config, env?: NodeJS.ProcessEnv): string[] {
  try {
    settingsOf(stackFile("staging", config, env));
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    expect(error.message).not.toContain(SECRET);
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.replace(/^ {2}(consumer-notebook:)?/, ""));
  }
  return [];
}

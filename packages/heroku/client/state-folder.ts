import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./endpoint.ts";

/** Where the provider keeps files between runs. https://specifications.freedesktop.org/basedir-spec/latest/ */
export const stateFolder = (env: Environment): string =>
  join(env.XDG_STATE_HOME || join(env.HOME || homedir(), ".local", "state"), "pulumi-heroku");

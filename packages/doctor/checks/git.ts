import { outcomeOf } from "../command.ts";
import { type Check, ok, problem } from "../place.ts";

export const check: Check = async ({ root, env }) => {
  const { status, stdout } = await outcomeOf("git", ["--version"], { cwd: root, env });
  if (status !== 0) return [problem("can't be run", "install git (https://git-scm.com/downloads)")];
  return [ok(stdout.trim().replace(/^git version /, ""))];
};

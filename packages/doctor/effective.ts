import { homedir } from "node:os";
import { resolve } from "node:path";
import { sandboxEnvironment, sandboxFolder, wantsSandbox } from "@consumer-notebook/toolchain";
import type { Place } from "./place.ts";

/** Where the sandbox of a command would serve: it is none yet, and any address says that it is a sandbox. */
const SOME_ADDRESS = "http://127.0.0.1";

/** The environment in which `npx pulumi` works. */
export function effective(place: Place): { env: NodeJS.ProcessEnv; isSandbox: boolean } {
  const { env } = place;
  if (wantsSandbox(env))
    return { env: { ...env, ...sandboxEnvironment(sandboxFolder(place.root), SOME_ADDRESS) }, isSandbox: true };
  // As the shim has it: a key in ~/.netrc is used only where somebody named the endpoint.
  return { env: env.HEROKU_API_URL ? env : { ...env, HEROKU_NETRC: "off" }, isSandbox: false };
}

/** The folder of a state that is kept in one. https://www.pulumi.com/docs/iac/concepts/state-and-backends/ */
export function stateFolderOf(place: Place): string | undefined {
  const url = effective(place).env.PULUMI_BACKEND_URL;
  if (!url?.startsWith("file://")) return undefined;
  const path = url.slice("file://".length).replace(/\?.*$/, "");
  return resolve(place.root, path.replace(/^~/, homedir()));
}

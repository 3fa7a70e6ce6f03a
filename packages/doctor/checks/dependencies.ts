import { existsSync } from "node:fs";
import { join } from "node:path";
import { isInstalled } from "../../toolchain/bin/support/install.mjs";
import { type Check, ok, problem } from "../place.ts";

export const check: Check = ({ root }) => {
  if (!existsSync(join(root, "package-lock.json")))
    return [problem("package-lock.json is missing", "git checkout package-lock.json")];
  if (!existsSync(join(root, "node_modules"))) return [problem("are not installed", "npm ci")];
  if (!isInstalled(root)) return [problem("are not those of package-lock.json", "npm ci")];
  return [ok("installed as package-lock.json says")];
};

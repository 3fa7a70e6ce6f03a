import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "yaml";
import { type Pulumi, usePlaceholders } from "./placeholders.ts";
import { changeStackFile, fileOf, textIn } from "./stack-file.ts";

/**
 * Makes a stack file of the team's one for the sandbox, where no secret of the team's can be decrypted and releases are
 * counted anew: the release that `base`, the file as the base has it, names is there the one that staging has made.
 */
export async function useOnSandbox(root: string, stack: string, pulumi: Pulumi, base: string): Promise<void> {
  await usePlaceholders(root, stack, pulumi);
  const own = readFileSync(join(root, fileOf(stack)), "utf8");
  const [source, release] = [textIn(own, "promotesFrom"), textIn(own, "release")];
  if (source === undefined || release === undefined || release !== textIn(base, "release")) return;
  const made = await pulumi(["stack", "output", "release", "--stack", source]);
  changeStackFile(root, stack, (document) => {
    const config = document.get("config");
    if (!isMap(config)) return;
    for (const { key } of config.items) if (String(key).endsWith(":release")) config.set(key, made);
  });
}

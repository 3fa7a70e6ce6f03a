// `npm run generate` writes docs/settings.md, docs/components.md and docs/commands.md; `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generate } from "../heroku/generate/command.ts";
import { commandsPage } from "./commands-page.ts";
import { componentsPage } from "./components-page.ts";
import { settingsPage } from "./settings-page.ts";

const ROOT = new URL("../../", import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));

const pages: Record<string, string> = {
  "docs/settings.md": settingsPage(json("components/generated/stack-file.schema.json"), "consumer-notebook"),
  "docs/components.md": componentsPage(new URL("components/index.ts", ROOT), new URL("tsconfig.json", ROOT)),
  "docs/commands.md": await commandsPage(json("package.json").scripts, fileURLToPath(ROOT)),
};
const stale = Object.keys(pages).filter((path) => {
  const file = new URL(path, ROOT);
  return !existsSync(file) || readFileSync(file, "utf8") !== pages[path];
});
generate(stale, () => {
  for (const path of stale) writeFileSync(new URL(path, ROOT), pages[path] ?? "");
});

// `npm run generate` writes docs/settings.md, docs/components.md and docs/commands.md; `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { commandsPage } from "./commands-page.ts";
import { componentsPage } from "./components-page.ts";
import { settingsPage } from "./settings-page.ts";

const ROOT = new URL("../../", import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const pages: Record<string, string> = {
  "docs/settings.md": settingsPage(json("components/generated/stack-file.schema.json"), "consumer-notebook"),
  "docs/components.md": componentsPage(new URL("components/index.ts", ROOT), new URL("tsconfig.json", ROOT)),
  "docs/commands.md": await commandsPage(json("package.json").scripts, fileURLToPath(ROOT)),
};
const stale = Object.keys(pages).filter((path) => {
  const file = new URL(path, ROOT);
  return !existsSync(file) || readFileSync(file, "utf8") !== pages[path];
});
if (values.check && stale.length > 0) {
  console.error(`Not current; run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join("\n")}`);
  process.exitCode = 1;
} else if (!values.check) {
  for (const path of stale) {
    writeFileSync(new URL(path, ROOT), pages[path] ?? "");
    console.log(path);
  }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandsPage } from "../commands-page.ts";

const KNOWN = { check: "tsc" };

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "commands-"));
  const help =
    "Usage: npm run pack -- [options]\\n\\nPacks it, and\\nnothing else.\\n\\nOptions:\\n  --to <folder>  where\\n";
  writeFileSync(join(root, "pack.mjs"), `if (process.argv[2] === "--help") console.log("${help}");\n`);
  writeFileSync(join(root, "silent.mjs"), "");
});
afterAll(() => rmSync(root, { recursive: true }));

test("a script has what it says of itself, in the list and in full", async () => {
  const page = await commandsPage({ ...KNOWN, pack: "node pack.mjs" }, root);
  expect(page).toContain("| [`npm run pack`](#npm-run-pack) | Packs it, and nothing else. |\n");
  expect(page).toContain(
    "## npm run pack\n```text\nUsage: npm run pack -- [options]\n\nPacks it, and\nnothing else.\n\nOptions:\n",
  );
  expect(page).toContain("| `npm run check` |");
});

test("a script that says nothing of itself is an error", async () => {
  await expect(commandsPage({ ...KNOWN, quiet: "node silent.mjs" }, root)).rejects.toThrow(
    "quiet: `node silent.mjs --help` does not say how it is used",
  );
  await expect(commandsPage({ ...KNOWN, lint: "eslint ." }, root)).rejects.toThrow("lint: `eslint .` has no help");
});

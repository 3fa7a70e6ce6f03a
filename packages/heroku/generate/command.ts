import { parseArgs } from "node:util";

/** What a generator does with the files that are not current: it writes them, or with `--check` only names them and fails. */
export function generate(stale: readonly string[], write: () => void): void {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  if (stale.length === 0) return;
  if (values.check) {
    console.error(`Not current; run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join("\n")}`);
    process.exitCode = 1;
  } else {
    write();
    for (const path of stale) console.log(path);
  }
}

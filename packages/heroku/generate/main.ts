// `npm run generate` writes the package schema and the reference from the definitions; `--check` only compares.
import { parseArgs } from "node:util";
import { generatedFiles, notCurrent, writeFiles } from "./files.ts";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const files = await generatedFiles();
const stale = notCurrent(files);
if (values.check && stale.length > 0) {
  console.error(`Not current; run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join("\n")}`);
  process.exitCode = 1;
} else if (!values.check) {
  writeFiles(files);
  for (const path of stale) console.log(path);
}

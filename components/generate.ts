// `npm run generate` writes the JSON Schema that editors check the stack files by; `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { stackFileSchema } from "@consumer-notebook/stack-files";
import { description, SECRET_NAME } from "./settings.ts";

const SCHEMA = new URL("./generated/stack-file.schema.json", import.meta.url);

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const schema = stackFileSchema({
  project: "consumer-notebook",
  file: new URL("./settings.ts", import.meta.url),
  name: "description",
  settings: description,
  secretKey: SECRET_NAME,
});
const text = `${JSON.stringify(schema, undefined, 2)}\n`;
const isCurrent = existsSync(SCHEMA) && readFileSync(SCHEMA, "utf8") === text;
if (!isCurrent && values.check) {
  console.error("Not current; run `npm run generate`:\n  components/generated/stack-file.schema.json");
  process.exitCode = 1;
} else if (!isCurrent) {
  writeFileSync(SCHEMA, text);
  console.log("components/generated/stack-file.schema.json");
}

// `npm run generate` writes the JSON Schema that editors check the stack files by; `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generate, stackFileSchema } from "@consumer-notebook/stack-files";
import { description, SECRET_NAME } from "./settings.ts";

const SCHEMA = new URL("./generated/stack-file.schema.json", import.meta.url);

const schema = stackFileSchema({
  project: "consumer-notebook",
  file: new URL("./settings.ts", import.meta.url),
  name: "description",
  settings: description,
  secretKey: SECRET_NAME,
});
const text = `${JSON.stringify(schema, undefined, 2)}\n`;
const isCurrent = existsSync(SCHEMA) && readFileSync(SCHEMA, "utf8") === text;
generate(isCurrent ? [] : ["components/generated/stack-file.schema.json"], () => writeFileSync(SCHEMA, text));

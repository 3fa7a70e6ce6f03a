import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";

/** Name of the project in a folder: the keys of its stack files stand under it. */
export const projectName = (folder = "."): unknown =>
  parseDocument(readFileSync(join(folder, "Pulumi.yaml"), "utf8")).get("name");

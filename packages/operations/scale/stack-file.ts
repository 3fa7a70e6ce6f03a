import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ToolchainError } from "@consumer-notebook/toolchain";
import { type Document, isMap, parseDocument } from "yaml";
import { projectName } from "../project.ts";
import type { Wanted } from "./order.ts";

/** The key of a stack file that says quantity and size of the dynos of each process type. */
const FORMATION = "formation";

/**
 * Gives a copy of a stack file that says something else of the formation, while `work` runs. The file itself is never
 * touched: whatever ends this process, what is declared stays as it is. Secrets are in the copy as encrypted as in the file.
 */
export async function withCopy<T>(stack: string, wanted: Wanted[], work: (copy: string) => Promise<T>): Promise<T> {
  const document = changed(stack, wanted);
  const folder = mkdtempSync(join(tmpdir(), "scale-"));
  const copy = join(folder, `Pulumi.${shortName(stack)}.yaml`);
  try {
    writeFileSync(copy, String(document), { mode: 0o600 });
    return await work(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function changed(stack: string, wanted: Wanted[]): Document {
  const file = `Pulumi.${shortName(stack)}.yaml`;
  if (!existsSync(file)) throw new ToolchainError(`There is no stack file ${file} here.`);
  const document = parseDocument(readFileSync(file, "utf8"));
  const project = projectName();
  const formation = document.getIn(["config", `${project}:${FORMATION}`]);
  if (!isMap(formation)) throw new ToolchainError(`${file} has no ${project}:${FORMATION} to scale.`);
  for (const { type, quantity, size } of wanted) {
    const process = formation.get(type);
    if (!isMap(process))
      throw new ToolchainError(`${file} declares no process type "${type}"; it has ${keysOf(formation.toJSON())}.`);
    if (process.has("autoscaling"))
      throw new ToolchainError(
        `${file} has Heroku scale ${type} by itself; change formation.${type}.autoscaling there.`,
      );
    process.set("quantity", quantity);
    if (size !== undefined) process.set("size", size);
  }
  return document;
}

const keysOf = (value: object): string => Object.keys(value).join(", ");

/** `organization/project/production` → `production` */
const shortName = (stack: string): string => stack.split("/").at(-1) ?? stack;

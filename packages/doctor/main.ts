import { parseArgs } from "node:util";
import type { Check, Place } from "./place.ts";
import { type Finding, print } from "./report.mjs";

/** In the order in which they are told. Each is loaded by itself: what one of them lacks is nothing to the others. */
const CHECKS: [name: string, load: () => Promise<{ check: Check }>][] = [
  ["Node", () => import("./checks/node.ts")],
  ["Dependencies", () => import("./checks/dependencies.ts")],
  ["git", () => import("./checks/git.ts")],
  ["Pulumi", () => import("./checks/pulumi.ts")],
  ["Disk", () => import("./checks/disk.ts")],
  ["Generated files", () => import("./checks/generated.ts")],
  ["Heroku", () => import("./checks/heroku.ts")],
  ["Sandbox", () => import("./checks/sandbox.ts")],
  ["Backend", () => import("./checks/backend.ts")],
  ["State", () => import("./checks/state.ts")],
  ["Passphrase", () => import("./checks/passphrase.ts")],
  ["Stack files", () => import("./checks/stack-files.ts")],
];

const USAGE = "npm run doctor [-- --json]";

/** `npm run doctor`. It looks, and changes nothing. */
export async function main(args: string[]): Promise<void> {
  const json = wantsJson(args);
  const place: Place = { root: process.cwd(), env: process.env };
  const found = await Promise.all(CHECKS.map(([name, load]) => tried(name, load, place)));
  print(found.flat(), json);
}

function wantsJson(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { json: { type: "boolean", default: false } } }).values.json;
  } catch (error) {
    throw Object.assign(new Error(`${messageOf(error)}\nUsage: ${USAGE}`), { name: "ToolchainError" });
  }
}

async function tried(name: string, load: () => Promise<{ check: Check }>, place: Place): Promise<Finding[]> {
  try {
    const { check } = await load();
    return (await check(place)).map((finding) => ({ check: name, ...finding }));
  } catch (error) {
    return [{ check: name, ...unchecked(error) }];
  }
}

function unchecked(error: unknown): Omit<Finding, "check"> {
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")
    return { level: "warning", text: "not looked at, as dependencies are missing", mend: "npm ci" };
  return { level: "problem", text: `could not be looked at: ${messageOf(error)}` };
}

const messageOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";

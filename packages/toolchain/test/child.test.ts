import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TOOLCHAIN } from "../paths.ts";
import { afterwards, folder } from "./support.ts";

/** Notes each signal, and lives on for as long as a repeated one could take to arrive. */
const CHILD = `
import { appendFileSync } from "node:fs";
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => { appendFileSync("signals", signal + " "); setTimeout(() => process.exit(7), 400); });
setTimeout(() => {}, 60_000);
console.log("ready");
`;

/** With a listener such as some libraries leave behind. */
const PARENT = (command: string) => `
process.on("SIGTERM", () => {});
import { endLike, runChild } from ${JSON.stringify(join(TOOLCHAIN, "bin", "support", "child.mjs"))};
endLike(await runChild(${command}));
`;

async function parent(command: string): Promise<{ process: ChildProcess; pid: number; signals: () => string }> {
  const cwd = folder();
  writeFileSync(join(cwd, "child.mjs"), CHILD);
  writeFileSync(join(cwd, "parent.mjs"), PARENT(command));
  const child = spawn(process.execPath, ["parent.mjs"], {
    cwd,
    detached: true, // A process group of its own, as a shell gives each command.
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The parent did not start");
  afterwards(() => child.exitCode === null && child.signalCode === null && process.kill(-pid, "SIGKILL"));
  return { process: child, pid, signals: () => readFileSync(join(cwd, "signals"), "utf8").trim() };
}

async function ending(child: ChildProcess): Promise<unknown[]> {
  return await once(child, "exit");
}

describe("a signal", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s to the parent alone is passed on once", async (signal) => {
    const { process: child, pid, signals } = await parent('process.execPath, ["child.mjs"]');
    if (child.stdout) await once(child.stdout, "data");
    process.kill(pid, signal);
    expect(await ending(child)).toEqual([7, null]);
    expect(signals()).toBe(signal);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s to the whole group is not repeated", async (signal) => {
    const { process: child, pid, signals } = await parent('process.execPath, ["child.mjs"]');
    if (child.stdout) await once(child.stdout, "data");
    process.kill(-pid, signal);
    expect(await ending(child)).toEqual([7, null]);
    expect(signals()).toBe(signal);
  });
});

describe("the ending", () => {
  test("has the child's exit status", async () => {
    expect(await ending((await parent('"sh", ["-c", "exit 3"]')).process)).toEqual([3, null]);
  });

  test("has the signal that killed the child", async () => {
    expect(await ending((await parent('"sh", ["-c", "kill -TERM $$"]')).process)).toEqual([null, "SIGTERM"]);
  });
});

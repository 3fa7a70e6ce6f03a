import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { startSandbox } from "../sandbox.ts";
import type { SandboxCommand } from "../sandbox-process.ts";
import { joinSandbox } from "../shared-sandbox.ts";
import { stateLocks } from "../stale-locks.ts";
import { executable, folder } from "./support.ts";

const SANDBOX = `
import { createServer } from "node:http";
const server = createServer((_, response) => response.end("[]"));
server.listen(0, "127.0.0.1", () => console.log("Heroku sandbox ready at http://127.0.0.1:" + server.address().port));
process.stdin.resume().once("end", () => { server.close(); server.closeAllConnections(); });
`;

function fakeSandbox(): SandboxCommand {
  return { command: process.execPath, args: [executable(join(folder(), "sandbox.mjs"), SANDBOX)] };
}

async function serves(url: string): Promise<boolean> {
  return await fetch(url).then(
    () => true,
    () => false,
  );
}

async function untilGone(url: string): Promise<void> {
  while (await serves(url)) await new Promise(setImmediate);
}

function lock(state: string, stack: string, pid: number): string {
  const file = join(state, ".pulumi", "locks", "organization", "consumer-notebook", stack, `${pid}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid, username: "op", hostname: hostname(), timestamp: "2026-11-01T00:00:00Z" }));
  return file;
}

describe("the sandbox of a folder", () => {
  test("is shared by those who use it at once, and ends with the last of them", async () => {
    const [place, command] = [folder(), fakeSandbox()];
    const [first, second] = await Promise.all([joinSandbox(place, command), joinSandbox(place, command)]);
    expect(second.url).toBe(first.url);
    closeSync(first.hold);
    expect(await serves(second.url)).toBe(true);
    closeSync(second.hold);
    await untilGone(second.url);
  });

  test("starts again after it ended", async () => {
    const [place, command] = [folder(), fakeSandbox()];
    const first = await joinSandbox(place, command);
    closeSync(first.hold);
    const second = await joinSandbox(place, command);
    expect(await serves(second.url)).toBe(true);
    closeSync(second.hold);
  });

  test("that does not start shows what it said", async () => {
    const program = executable(join(folder(), "sandbox.mjs"), 'console.error("no room left"); process.exit(3);');
    const start = joinSandbox(folder(), { command: process.execPath, args: [program] });
    await expect(start).rejects.toThrow("The sandbox did not start: it ended with status 3.\nno room left");
  });
});

describe("locks of Pulumi's that nobody holds", () => {
  test("are all lifted when nobody else uses the folder", async () => {
    const [place, command] = [folder(), fakeSandbox()];
    const file = lock(join(place, "state"), "staging", process.pid);
    const { hold } = await joinSandbox(place, command);
    expect(existsSync(file)).toBe(false);
    closeSync(hold);
  });

  test("are lifted where their process was killed while it wrote one, when nobody else uses the folder", async () => {
    const [place, command] = [folder(), fakeSandbox()];
    const half = `${lock(join(place, "state"), "staging", process.pid)}.18af3c.tmp`;
    writeFileSync(half, "");
    const { hold } = await joinSandbox(place, command);
    expect(existsSync(half)).toBe(false);
    writeFileSync(half, "");
    const other = await joinSandbox(place, command);
    expect(existsSync(half)).toBe(true);
    closeSync(other.hold);
    closeSync(hold);
  });

  test("are lifted beside others at work when their process is dead", async () => {
    const [place, command] = [folder(), fakeSandbox()];
    const { hold } = await joinSandbox(place, command);
    const ended = spawn("true");
    await once(ended, "exit");
    lock(join(place, "state"), "staging", ended.pid ?? 0);
    lock(join(place, "state"), "production", process.pid);
    const other = await joinSandbox(place, command);
    expect(stateLocks(join(place, "state")).map(({ stack }) => stack)).toEqual(["production"]);
    closeSync(other.hold);
    closeSync(hold);
  });
});

describe("a sandbox of one's own", () => {
  test("serves until it is stopped", async () => {
    const sandbox = await startSandbox({}, fakeSandbox());
    expect(await serves(sandbox.url)).toBe(true);
    await sandbox.stop();
    expect(await serves(sandbox.url)).toBe(false);
  });
});

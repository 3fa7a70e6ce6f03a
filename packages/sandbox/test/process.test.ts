import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const BIN = join(import.meta.dirname, "../bin/sandbox.ts");
const HEADERS = { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" };

let dir: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  rmSync(dir, { recursive: true });
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [BIN, "--port", "0", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  children.push(child);
  return child;
}

async function served(child: ReturnType<typeof start>): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toMatch(/^Heroku sandbox ready at http:\/\/127\.0\.0\.1:\d+$/);
    return line.slice(line.indexOf("http"));
  }
  throw new Error("the sandbox ended before it served");
}

async function post(url: string, path: string, body: object): Promise<{ id: string }> {
  const answer = await fetch(`${url}${path}`, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string };
}

/** Addresses, as the kernel writes them, at which somebody listens on a port. */
function listening(port: number): string[] {
  const sockets = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const here = new RegExp(`^ *\\d+: ([0-9A-F]+):${port.toString(16).toUpperCase().padStart(4, "0")} \\S+ 0A `);
  return sockets.flatMap((socket) => here.exec(socket)?.[1] ?? []);
}

describe("the sandbox's process", () => {
  it("ends on SIGTERM and SIGINT with status 0", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const child = start();
      await served(child);
      child.kill(signal);
      expect(await once(child, "exit")).toEqual([0, null]);
    }
  });

  it("ends when standard input ends, if asked to", async () => {
    const child = start("--until-stdin-ends");
    await served(child);
    child.stdin.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("keeps what it held through kill -9, and gives no id twice", async () => {
    const first = start("--data", dir, "--seed", "7");
    const url = await served(first);
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(url, "/apps", { name: `app-${100 + index}` })),
    );
    first.kill("SIGKILL");
    await once(first, "exit");
    const again = await served(start("--data", dir, "--seed", "7"));
    const apps = (await (await fetch(`${again}/apps`, { headers: HEADERS })).json()) as { id: string }[];
    expect(apps.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toSorted());
    const { id } = await post(again, "/apps", { name: "another" });
    expect(made.map((app) => app.id)).not.toContain(id);
  });

  it("killed amid its work loses nothing that it answered, and holds nothing by halves", async () => {
    const first = start("--data", dir);
    const url = await served(first);
    const answered: string[] = [];
    const asked = Array.from({ length: 90 }, async (_, index) => {
      const { id } = await post(url, "/apps", { name: `app-${100 + index}` });
      if (answered.push(id) === 10) first.kill("SIGKILL");
    });
    await Promise.allSettled(asked);
    expect(answered.length).toBeGreaterThanOrEqual(10);
    const again = await served(start("--data", dir));
    const state = (await (await fetch(`${again}/_sandbox/state`)).json()) as Record<
      string,
      { id: string; app: string }[]
    >;
    expect(state.apps?.map(({ id }) => id)).toEqual(expect.arrayContaining(answered));
    for (const { id } of state.apps ?? []) expect(state.releases?.filter(({ app }) => app === id)).toHaveLength(2);
  });

  it("refuses a folder that another sandbox has open", async () => {
    await served(start("--data", dir));
    const second = start("--data", dir);
    const errors = createInterface({ input: second.stderr })[Symbol.asyncIterator]();
    expect((await errors.next()).value).toBe(`sandbox: ${dir} is in use by another sandbox`);
    expect(await once(second, "exit")).toEqual([1, null]);
  });

  it("says where its page is, which is there", async () => {
    const lines = createInterface({ input: start().stdout })[Symbol.asyncIterator]();
    const [, url = ""] = /ready at (\S+)$/.exec((await lines.next()).value ?? "") ?? [];
    expect((await lines.next()).value).toBe(`What it holds, for a browser: ${url}/`);
    const page = await fetch(`${url}/`, { headers: { Accept: "text/html" } });
    expect(await page.text()).toContain("There are no apps yet.");
  });

  it("listens on loopback only", async () => {
    const { port } = new URL(await served(start()));
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of outside) {
      await expect(fetch(`http://${address}:${port}/_sandbox/state`)).rejects.toThrow("fetch failed");
    }
    expect((await fetch(`http://127.0.0.1:${port}/_sandbox/state`)).status).toBe(200);
  });

  it.runIf(existsSync("/proc/net/tcp"))("has one listening socket, at 127.0.0.1", async () => {
    const { port } = new URL(await served(start()));
    expect(listening(Number(port))).toEqual(["0100007F"]);
  });

  it("refuses options that make no sense", async () => {
    const child = start("--rate-limit", "much");
    expect(await once(child, "exit")).toEqual([1, null]);
  });
});

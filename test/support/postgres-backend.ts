import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Backend } from "./backends.ts";

/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const AS = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

const START_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Debian keeps the server's programs off PATH. */
function programs(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...globSync("/usr/lib/postgresql/*/bin")];
  return folders.find((folder) => ["initdb", "postgres", "psql"].every((name) => existsSync(join(folder, name))));
}

/** PostgreSQL on a cluster of its own, which is gone when it is closed. */
export const postgresBackend = {
  missing: () => (programs() ? undefined : "PostgreSQL is not installed here (Debian's package `postgresql`)"),

  async start(): Promise<Backend> {
    const bin = programs();
    if (!bin) throw new Error(postgresBackend.missing());
    const folder = mkdtempSync(join(tmpdir(), "postgresql-"));
    if (isRoot) chownSync(folder, NOBODY, NOBODY);
    const data = join(folder, "data");
    const options = { ...AS, cwd: folder, env: { ...process.env, HOME: folder } };
    const initdb = ["--pgdata", data, "--username", "pulumi", "--auth", "trust", "--no-sync", "--encoding", "UTF8"];
    await promisify(execFile)(join(bin, "initdb"), initdb, options);

    const port = await freePort();
    const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: folder, fsync: "off" };
    const set = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawn(join(bin, "postgres"), ["-D", data, ...set], { ...options, stdio: "ignore" });
    await untilReady(() => sql("postgres", "SELECT 1"));
    await sql("postgres", "CREATE DATABASE state");

    function sql(database: string, text: string): Promise<string> {
      const connection = ["-h", "127.0.0.1", "-p", String(port), "-U", "pulumi", "-d", database];
      const child = promisify(execFile)(
        join(bin as string, "psql"),
        [...connection, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"],
        { maxBuffer: 256 * 1024 * 1024 },
      );
      child.child.stdin?.end(text);
      return child.then(({ stdout }) => stdout);
    }
    const tableOf = (place: string) => `state_${place.replaceAll("-", "_")}`;

    return {
      url: (place) => `postgres://pulumi@127.0.0.1:${port}/state?sslmode=disable&table=${tableOf(place)}`,
      env: {},
      async write(place, files) {
        const rows = [...files].map(
          ([key, text]) => `('state/${key}', '{"data": "${Buffer.from(text).toString("base64")}"}')`,
        );
        await sql(
          "state",
          `CREATE TABLE ${tableOf(place)} (key TEXT PRIMARY KEY, data JSON NOT NULL,
             updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now());
           INSERT INTO ${tableOf(place)} (key, data) VALUES ${rows.join(", ")};`,
        );
      },
      async read(place) {
        const lines = await sql("state", `SELECT key || ' ' || (data->>'data') FROM ${tableOf(place)} ORDER BY key;`);
        return new Map(
          lines
            .split("\n")
            .filter(Boolean)
            .map((line) => {
              const [key = "", text = ""] = line.split(" ");
              return [key.replace(/^state\//, ""), Buffer.from(text, "base64").toString()];
            }),
        );
      },
      async close() {
        const ended = once(server, "exit");
        server.kill("SIGINT");
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

async function untilReady(tried: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    try {
      return void (await tried());
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

/** One that nobody listens on at this moment; PostgreSQL can't choose by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Backend } from "./backends.ts";
import { goBuild, hasGo } from "./go.ts";

const MODULE = fileURLToPath(new URL("./s3-server", import.meta.url));
const SERVER = "github.com/johannesboyne/gofakes3/cmd/gofakes3";
const BUCKET = "state";
const READY = /using port: (\d+)/;

/** A server that speaks S3, with a bucket in memory; go.sum checks what it is built from. */
export const s3Backend = {
  missing: () => (hasGo ? undefined : "Go is not installed here, which builds a server"),

  async start(): Promise<Backend> {
    const program = await goBuild(MODULE, SERVER);
    const options = ["-host", "127.0.0.1:0", "-backend", "memory", "-initialbucket", BUCKET];
    const server = spawn(program.file, options, { stdio: ["ignore", "ignore", "pipe"] });
    const endpoint = `http://127.0.0.1:${await portIn(server.stderr)}`;
    const object = (place: string, key: string) => `${endpoint}/${BUCKET}/${place}/${key}`;

    return {
      url: (place) => `s3://${BUCKET}/${place}?endpoint=${endpoint}&s3ForcePathStyle=true&region=us-east-1`,
      // It takes any.
      env: { AWS_ACCESS_KEY_ID: "state", AWS_SECRET_ACCESS_KEY: "state" },
      async write(place, files) {
        for (const [key, body] of files) await ok(fetch(object(place, key), { method: "PUT", body }));
      },
      async read(place) {
        const list = await ok(fetch(`${endpoint}/${BUCKET}?list-type=2&prefix=${place}/`));
        const keys = [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key.slice(place.length + 1));
        const texts = keys.map(async (key) => [key, await ok(fetch(object(place, key)))] as const);
        return new Map(await Promise.all(texts));
      },
      async close() {
        const ended = once(server, "exit");
        server.kill();
        await ended;
        program.remove();
      },
    };
  },
};

async function portIn(log: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: log });
  for await (const line of lines) {
    const port = READY.exec(line)?.[1];
    if (port) {
      log.resume();
      return port;
    }
  }
  throw new Error("The S3 server did not start.");
}

async function ok(request: Promise<Response>): Promise<string> {
  const answer = await request;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`);
  return text;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServiceError } from "@grpc/grpc-js";
import { grpc } from "../../../packages/heroku/rpc/proto.ts";
import type { ProviderCall } from "./calls.ts";

const PROVIDER = fileURLToPath(new URL("../../../packages/heroku/bin/pulumi-resource-heroku", import.meta.url));

/** Longer than any operation on a sandbox that provisions at once. */
const PATIENCE_MS = 60_000;

export interface Outcome {
  error?: ServiceError;
  replies: Buffer[];
}

/** A provider as the engine starts it, and a client that sends it any bytes. */
export interface ProviderProcess {
  call(call: ProviderCall): Promise<Outcome>;
  /** What it has written beside its port: nothing where all is well. */
  written(): string;
  /** Fails if it had ended by itself. */
  stop(): Promise<void>;
}

export async function startProviderProcess(env: NodeJS.ProcessEnv): Promise<ProviderProcess> {
  const cwd = mkdtempSync(join(tmpdir(), "heroku-provider-"));
  mkdirSync(join(cwd, "site"));
  writeFileSync(join(cwd, "site/Procfile"), "web: run\n");
  const child = spawn(PROVIDER, [], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  while (!/^\d+\n/.test(output)) await once(child.stdout, "data");
  const client = new grpc.Client(`127.0.0.1:${Number.parseInt(output, 10)}`, grpc.credentials.createInsecure());
  return {
    call: (call) => called(client, call),
    written: () => output.replace(/^\d+\n/, ""),
    async stop() {
      client.close();
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (!hasEnded) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(cwd, { recursive: true, force: true });
      if (hasEnded) throw new Error(`the provider ended with ${child.signalCode ?? child.exitCode}:\n${output}`);
    },
  };
}

const same = (bytes: Buffer) => bytes;

function called(client: InstanceType<typeof grpc.Client>, { method, bytes }: ProviderCall): Promise<Outcome> {
  const options = { deadline: Date.now() + PATIENCE_MS };
  const sent = Buffer.from(bytes);
  return new Promise((resolve) => {
    if (!method.responseStream) {
      client.makeUnaryRequest(method.path, same, same, sent, new grpc.Metadata(), options, (error, reply) =>
        resolve({ ...(error ? { error } : {}), replies: reply ? [reply] : [] }),
      );
      return;
    }
    const replies: Buffer[] = [];
    const stream = client.makeServerStreamRequest<Buffer, Buffer>(
      method.path,
      same,
      same,
      sent,
      new grpc.Metadata(),
      options,
    );
    stream.on("data", (reply: Buffer) => replies.push(reply));
    stream.on("error", (error: ServiceError) => resolve({ error, replies }));
    stream.on("end", () => resolve({ replies }));
  });
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, type Sandbox, type SandboxOptions } from "@consumer-notebook/heroku-sandbox";
import { heldToSchema } from "../../../sandbox/test/support/held-to-schema.ts";
import { askHeroku } from "../../../toolchain/heroku-api.ts";
import { type Engine, startEngine } from "./engine.ts";

/** The API key of tests; the sandbox takes any. */
export const KEY = "key-of-a-test";

/** A sandbox, a provider that is pointed at it, and the engine's side of their conversation. */
export interface World {
  sandbox: Sandbox;
  readonly engine: Engine;
  /** A provider started anew, as each command of Pulumi's does: what it had read is forgotten. */
  newRun(): Promise<Engine>;
  /** Heroku's API as somebody else would use it: behind the stack's back. */
  api: <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<T>;
  /** The API requests that some work makes, as `GET /apps/…`, and what it returned. */
  counting<T>(work: () => Promise<T>): Promise<{ requests: string[]; result: T }>;
  /** Arms the sandbox's faults for the requests that follow. */
  faults(faults: object[]): Promise<void>;
  address: string;
  /** Ends everything; fails if anything that was sent or answered was not as Heroku's schema has it. */
  close(): Promise<void>;
}

export async function startWorld(options: SandboxOptions = {}): Promise<World> {
  const violations: unknown[] = [];
  const sandbox = createSandbox({ seed: "contract", provisionMs: 50, around: heldToSchema(violations), ...options });
  const address = `http://127.0.0.1:${await sandbox.listen(0)}`;
  const stateHome = mkdtempSync(join(tmpdir(), "state-home-"));
  const start = () => startEngine({ HEROKU_API_URL: address, HEROKU_API_KEY: KEY, XDG_STATE_HOME: stateHome });
  let engine = await start();
  return {
    sandbox,
    get engine() {
      return engine;
    },
    async newRun() {
      await engine.close();
      engine = await start();
      return engine;
    },
    address,
    api: (method, path, body) => askHeroku({ url: address, key: KEY }, method, path, body),
    async counting(work) {
      await fetch(`${address}/_sandbox/requests`, { method: "DELETE" });
      const result = await work();
      const answer = await fetch(`${address}/_sandbox/requests`);
      const seen = (await answer.json()) as { method: string; path: string }[];
      return { requests: seen.map(({ method, path }) => `${method} ${path}`), result };
    },
    async faults(faults) {
      await fetch(`${address}/_sandbox/faults`, { method: "PUT", body: JSON.stringify(faults) });
    },
    async close() {
      await engine.close();
      await sandbox.close();
      rmSync(stateHome, { recursive: true, force: true });
      if (violations.length > 0) throw violations[0];
    },
  };
}

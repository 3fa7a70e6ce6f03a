import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import type { Environment } from "../../client/endpoint.ts";
import { createClient, type Operation } from "../../client/heroku.ts";
import type { HttpLimits } from "../../client/http.ts";
import { startServer } from "./server.ts";

/** A folder for what the provider keeps between runs; removed after the test. */
export function newStateHome(): string {
  const folder = mkdtempSync(join(tmpdir(), "state-home-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const URN = "urn:pulumi:staging::consumer-notebook::heroku:index:AddOn::database";

/** What one resource's operation sees of a local server that answers as a test wants. */
export async function operateOn(
  answer: Parameters<typeof startServer>[0],
  operation: Partial<Operation> = {},
  http: HttpLimits = {},
  env: Environment = { XDG_STATE_HOME: newStateHome() },
) {
  const server = await startServer(answer);
  const client = createClient({
    endpoint: server.endpoint,
    key: () => "key-of-a-test",
    http,
    env,
  });
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  const said: string[] = [];
  const ignored = () => undefined;
  const heroku = client.heroku({
    urn: URN,
    type: "AddOn",
    timeoutMs: 0,
    say: (message) => said.push(message),
    note: ignored,
    warn: ignored,
    made: ignored,
    forget: ignored,
    ...operation,
  });
  return { ...server, heroku, client, said };
}

/** Pauses that take no time, but let the clock go on; for a test that mocks `client/pause.ts` with it. */
export const pauseOnFakeClock = async (ms: number, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  vi.advanceTimersByTime(ms);
};

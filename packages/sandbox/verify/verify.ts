import { createSandbox } from "../index.ts";
import { differences } from "./compare.ts";
import type { Probe } from "./probe.ts";
import { probes as all } from "./probes/index.ts";
import { type Opened, openSide, type Send } from "./side.ts";

export interface Outcome {
  fact: string;
  /** What differs, a line each; none where the sandbox is right. */
  differs: string[];
}

export interface Verifying {
  /** Where the real Heroku is. */
  url: string;
  key: string;
  /** Digits of the names of what is made. */
  random: string;
  signal: AbortSignal;
  probes?: readonly Probe[];
  /** Called as soon as a probe is over. */
  done(outcome: Outcome): void;
  /** Called with each path that could not be deleted in the end. */
  left(path: string): void;
}

/** No probe waits for longer than this, and no deletion. */
const ANSWER_WITHIN_MS = 30_000;

/** What the sandbox may be like while it is held against the real one: nothing takes time there. */
const SANDBOX = { seed: "verify", provisionMs: 0 };

/** Runs every probe against both, and deletes what was made, whatever happens. */
export async function verify({ url, key, random, signal, probes = all, done, left }: Verifying): Promise<void> {
  const sandbox = createSandbox(SANDBOX);
  const opened: Opened[] = [];
  try {
    const real = await openSide(
      sender(url, key, (address, init) => fetch(address, init)),
      random,
      signal,
    );
    opened.push(real);
    const ours = await openSide(
      sender("http://127.0.0.1", "verify", (address, init) => sandbox.fetch(address, init)),
      random,
      signal,
    );
    opened.push(ours);
    for (const probe of probes) done(await tried(probe, real, ours, signal));
  } finally {
    // The sandbox in memory goes with all that it holds.
    for (const path of (await opened[0]?.close()) ?? []) left(path);
    await sandbox.close();
  }
}

async function tried(probe: Probe, real: Opened, ours: Opened, signal: AbortSignal): Promise<Outcome> {
  const failures: string[] = [];
  for (const [name, { side }] of [["Heroku", real] as const, ["sandbox", ours] as const]) {
    await probe.run(side).catch((error: unknown) => {
      signal.throwIfAborted();
      failures.push(`could not be asked of ${name}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const found = differences(real.take(), ours.take(), { real: real.side, sandbox: ours.side });
  return { fact: probe.fact, differs: [...failures, ...found] };
}

function sender(url: string, key: string, fetch: (address: URL, init: RequestInit) => Promise<Response>): Send {
  return (method, path, init) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${key}`);
    return fetch(new URL(path, url), {
      ...init,
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import fc from "fast-check";
import { contradictions, type Documents } from "./contradictions.ts";
import { draws, expectKept, hammer, type Send, seen } from "./hammer.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** `kill -9` of the sandbox while clients write. */
interface Case {
  /** Of what the clients write. */
  seed: number;
  clients: number;
  /** Killed once so many writes are answered, and so much later. */
  answers: number;
  laterMs: number;
}

const CASES = 80;
const PROVISION_MS = 150;
/** By then everything that takes time has happened, at its own time. */
const SETTLES_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.nat(),
  clients: fc.integer({ min: 1, max: 6 }),
  answers: fc.integer({ min: 1, max: 250 }),
  laterMs: fc.integer({ min: 0, max: 20 }),
});

export const sandboxCrash: Trial<Case> = {
  name: "sandbox-crash",
  claim:
    "Killed while it writes, the sandbox holds all that it answered, nothing that it refused and no half of anything.",
  open: async (count) => bench(count),
};

const bench = (count: Count): Bench<Case> => ({
  cases: drawn(cases, CASES),
  async attempt(of) {
    const data = mkdtempSync(join(tmpdir(), "sandbox-crash-"));
    try {
      await attempt(data, of, count);
    } finally {
      rmSync(data, { recursive: true });
    }
  },
  async close() {},
});

async function attempt(data: string, { seed, clients, answers, laterMs }: Case, count: Count): Promise<void> {
  const start = () => startSandbox({ data, options: ["--provision-ms", String(PROVISION_MS)] });
  const first = await start();
  const names = Array.from({ length: clients }, (_, index) => `client-${index}`);
  let left = answers;
  let killed: Promise<void> | undefined;
  const answered = () => {
    count("random requests to the sandbox");
    if (--left === 0) killed = sleep(laterMs).then(() => first.kill());
  };
  const ends = await Promise.all(
    names.map((name, index) => hammer(name, draws(seed + index), sender(first, name), answered)),
  ).finally(() => killed ?? first.kill());
  count("kills of the sandbox");
  const again = await start();
  try {
    for (const [index, end] of ends.entries()) {
      const name = names[index] as string;
      expectKept(await seen(sender(again, name)), end);
    }
    await expectWhole(again);
  } finally {
    await again.stop();
  }
}

/** Each client has an account of its own. */
const sender =
  (sandbox: Sandbox, key: string): Send =>
  async (method, path, body) => {
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, Accept: "application/vnd.heroku+json; version=3" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ok: answer.ok, text: await answer.text() };
  };

/** Nothing contradicts itself, and what was under way comes to its end. */
async function expectWhole(sandbox: Sandbox): Promise<void> {
  const deadline = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const documents = (await (await fetch(`${sandbox.url}/_sandbox/state`)).json()) as Documents;
    const wrong = contradictions(documents);
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    const pending = [...(documents["add-ons"] ?? []), ...(documents.domains ?? [])].filter(
      ({ state, status }) => state === "provisioning" || status === "pending",
    );
    if (pending.length === 0) return;
    if (performance.now() > deadline) throw new Error(`${pending.length} objects are never provisioned`);
    await sleep(LOOK_EVERY_MS);
  }
}

import type { Fetch } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Engine, Resource } from "../support/engine.ts";
import { startWorld } from "../support/world.ts";

// Both sides take their time from a clock that goes on only while the provider pauses.
vi.mock("../../client/pause.ts", () => ({
  pause: async (ms: number, signal: AbortSignal) => {
    signal.throwIfAborted();
    vi.setSystemTime(Date.now() + ms);
  },
}));

const APPS = 1000;
const HOUR_MS = 3_600_000;
const PER_HOUR = 4500;
const LEFT = 100;
/** As many as the engine looks at side by side. */
const SIDE_BY_SIDE = 16;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What somebody has declared of each app. */
const idsOf = (app: string): [type: string, id: string][] => [
  ["App", app],
  ["ConfigVars", app],
  ["AppFeature", `${app}/preboot`],
];

async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = [...items.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return results;
}

async function imported(engine: Engine, apps: readonly string[]): Promise<Resource[]> {
  const all = apps.flatMap(idsOf);
  const found = await sideBySide(all, ([type, id]) => engine.import(engine.urn(type, id), id));
  return found.map((resource, index) => resource ?? expect.fail(`${all[index]} is not there`));
}

test("a refresh of 1,000 apps ends without one answer of 429, however little of the hour is left", async () => {
  const statuses = new Map<number, number>();
  const counted =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const response = await fetch(request);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      return response;
    };
  const world = await startWorld({ limits: { appsPerAccount: APPS }, around: counted });
  try {
    const names = Array.from({ length: APPS }, (_, index) => `app-${index}`);
    for (const name of names) {
      await world.api("POST", "/apps", { name });
      await world.api("PATCH", `/apps/${name}/config-vars`, { GREETING: "hello" });
      vi.setSystemTime(Date.now() + HOUR_MS / APPS);
    }
    const resources = await imported(world.engine, names);
    const engine = await world.newRun();
    statuses.clear();
    const left = JSON.stringify({ perHour: PER_HOUR, left: LEFT });
    await fetch(`${world.address}/_sandbox/rate-limit`, { method: "PUT", body: left });
    const began = Date.now();
    const refreshed = await sideBySide(resources, (resource) => engine.refresh(resource));
    expect(refreshed).toEqual(resources);
    const requests = statuses.get(200) ?? 0;
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 206)).toEqual([]);
    // Two kinds are asked for app by app.
    expect(requests).toBeGreaterThanOrEqual(2 * APPS);
    expect(Date.now() - began).toBeGreaterThan(((requests - LEFT) / PER_HOUR) * HOUR_MS);
  } finally {
    await world.close();
  }
}, 120_000);

import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open } from "../../define/values.ts";
import { logDrain } from "../../resources/log-drain.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-0451";
const URL = `https://user:${CANARY}@logs.example.com/drain`;

thingContract({
  thing: logDrain,
  setUp: plainApp,
  inputs: ({ app }) => ({ app, url: URL }),
  replace: { inputs: ({ app }) => ({ app, url: "syslog+tls://logs.example.com:6514" }), replaces: ["url"] },
  outsideDelete: ({ api }, { app }, { id }) => api("DELETE", `/apps/${app}/log-drains/${id.split("/")[1]}`),
  importId: ({ name }, { state }) => `${name}/${open(state.token ?? null)}`,
  exists: (world, { app }, { id }) => answers(world, `/apps/${app}/log-drains/${id.split("/")[1]}`),
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("LogDrain");
const make = () => world.engine.create(urn(), { app, url: URL });
const drains = async () => (await world.api<unknown[]>("GET", `/apps/${app}/log-drains`)).length;

test("address and token are secrets", async () => {
  const { state } = await make();
  expect([isSecret(state.url), isSecret(state.token)]).toEqual([true, true]);
});

test("the address is in no message, path or line, whatever goes wrong", async () => {
  const told: string[] = [];
  const tell = async (work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => told.push(String(error)));
  };
  const { requests } = await world.counting(async () => {
    const { failures } = await world.engine.check(urn(), { app, url: `ftp://user:${CANARY}@logs.example.com` });
    told.push(...failures);
    await tell(() => world.engine.create(urn(), { app, url: `https://user:${CANARY}@` }));
    for (let number = 1; number <= 6; number += 1) {
      await tell(() => world.engine.create(urn(), { app, url: `${URL}/${number}` }));
    }
    await world.api("DELETE", `/apps/${app}`);
    await tell(make);
  });
  expect(told[0]).toBe("url: the secret value is not an address of syslog or HTTP");
  expect(told.length).toBeGreaterThanOrEqual(4);
  const lines = world.engine.lines.map(({ message }) => message);
  expect([...told, ...lines, ...requests].join("\n")).not.toContain(CANARY);
});

test("a lost answer never adds it twice", async () => {
  await world.faults([{ method: "POST", path: "/log-drains$", nth: 1, kind: "drop-after" }]);
  await make();
  expect(await drains()).toBe(1);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  ({ app } = await plainApp(world));
  const { id } = await make();
  await world.newRun();
  await expect(make()).rejects.toThrow(`pulumi import heroku:index:LogDrain it ${id} [heroku:exists-already]`);
  expect(await drains()).toBe(1);
});

test("a refresh fills in the address where the state lost its secrets", async () => {
  const made = await make();
  const refreshed = await world.engine.refresh({ ...made, inputs: { ...made.inputs, url: "" } });
  expect(open(refreshed?.inputs.url ?? null)).toBe(URL);
});

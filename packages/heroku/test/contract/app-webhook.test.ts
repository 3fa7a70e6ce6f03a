import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open } from "../../define/values.ts";
import { appWebhook } from "../../resources/app-webhook.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-hook-7a";
const URL = `https://hooks.example.com/in?token=${CANARY}`;
const inputs = ({ app }: { app: string }) => ({ app, url: URL, include: ["api:release", "api:build"], secret: CANARY });
const path = (id: string) => `/apps/${id.replace("/", "/webhooks/")}`;

thingContract<{ app: string; name: string }>({
  thing: appWebhook,
  setUp: plainApp,
  inputs,
  update: {
    inputs: (context) => ({ ...inputs(context), level: "sync" }),
    diff: { level: "update" },
    seen: async ({ api }, _context, { id }) => (await api("GET", path(id))).level,
    expected: "sync",
  },
  replace: { inputs: () => ({ ...inputs({ app: "01234567-89ab-cdef-0123-456789abcdef" }) }), replaces: ["app"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", path(id), { url: "https://elsewhere.example.com/" }),
    diff: { url: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", path(id)),
  importId: ({ name }, { id }) => `${name}/${id.split("/")[1]}`,
  imported: () => ({ secret: undefined as never }),
  exists: (world, _context, { id }) => answers(world, path(id)),
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("AppWebhook");
const create = async () => world.engine.create(urn(), (await world.engine.check(urn(), inputs({ app }))).inputs);

test("address, secret and authorization are secrets, and in no message or path, whatever goes wrong", async () => {
  const told: string[] = [];
  const { requests } = await world.counting(async () => {
    const { state } = await create();
    expect([isSecret(state.url), isSecret(state.secret)]).toEqual([true, true]);
    const { failures } = await world.engine.check(urn(), { ...inputs({ app }), url: `ftp://${CANARY}` });
    told.push(...failures);
    await world.api("DELETE", `/apps/${app}`);
    await create().catch((error: unknown) => told.push(String(error)));
  });
  expect(told).toHaveLength(2);
  expect([...told, ...requests, ...world.engine.lines.map(({ message }) => message)].join()).not.toContain(CANARY);
});

test("a lost answer never adds it twice", async () => {
  await world.faults([{ method: "POST", path: "/webhooks$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await world.api("GET", `/apps/${app}/webhooks`)).toHaveLength(1);
});

test("the order of what it tells of is no change", async () => {
  const made = await create();
  const [first] = await world.api<{ id: string }[]>("GET", `/apps/${app}/webhooks`);
  await world.api("PATCH", `/apps/${app}/webhooks/${first?.id}`, { include: ["api:build", "api:release"] });
  await world.newRun();
  expect(open((await world.engine.refresh(made))?.inputs ?? {})).toEqual(open(made.inputs));
});

test("Heroku's refusal of an entity that there is not is told", async () => {
  const { inputs: news } = await world.engine.check(urn(), { ...inputs({ app }), include: ["api:nothing"] });
  await expect(world.engine.create(urn(), news)).rejects.toThrow(/^Heroku refused to add a webhook: .*api:nothing/);
});

import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open } from "../../define/values.ts";
import { oauthClient } from "../../resources/oauth-client.ts";
import { answers } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const ALL = "/oauth/clients";
const DECLARED = { name: "Ledger", redirectUri: "https://ledger.example.com/callback" };

interface Listed {
  id: string;
  name: string;
  secret: string;
}

const listed = ({ api }: World) => api<Listed[]>("GET", ALL);

thingContract({
  thing: oauthClient,
  setUp: async () => ({}),
  inputs: () => DECLARED,
  update: {
    inputs: () => ({ ...DECLARED, name: "Books" }),
    diff: { name: "update" },
    seen: async (world) => (await listed(world)).map(({ name }) => name),
    expected: ["Books"],
  },
  replace: { inputs: () => ({ ...DECLARED, redirectUri: "https://books.example.com/" }), replaces: [] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `${ALL}/${id}`, { redirect_uri: "https://else.example.com/" }),
    diff: { redirectUri: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `${ALL}/${id}`),
  importId: (_context, { id }) => id,
  exists: (world, _context, { id }) => answers(world, `${ALL}/${id}`),
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const urn = () => world.engine.urn("OauthClient");
const make = (more: object = {}) => world.engine.create(urn(), { ...DECLARED, ...more });

test("the secret is a secret, and in no line or request", async () => {
  const { requests, result } = await world.counting(make);
  expect(isSecret(result.state.secret)).toBe(true);
  const secret = open(result.state.secret ?? null);
  const [only] = await listed(world);
  expect(secret).toBe(only?.secret);
  const lines = world.engine.lines.map(({ message }) => message);
  expect([...requests, ...lines].join("\n")).not.toContain(secret);
});

test("a lost answer never makes a second one", async () => {
  await world.faults([{ method: "POST", path: `${ALL}$`, nth: 1, kind: "drop-after" }]);
  await make();
  expect(await listed(world)).toHaveLength(1);
});

test("another rotation makes another secret, once though the answer is lost", async () => {
  const made = await make({ rotation: "1" });
  const news = { ...made.inputs, name: "Books", rotation: "2" };
  await world.engine.previewUpdate(made, news);
  expect(world.engine.lines.map(({ message }) => message).join()).toContain("ends its secret at once");
  await world.faults([{ method: "POST", path: "rotate-credentials$", nth: 1, kind: "drop-after" }]);
  const { requests, result } = await world.counting(() => world.engine.update(made, news));
  expect(requests.filter((each) => each.startsWith("POST"))).toHaveLength(1);
  const [only] = await listed(world);
  expect(open(result.state.secret ?? null)).toBe(only?.secret);
  expect(only?.secret).not.toBe(open(made.state.secret ?? null));
});

test("a refused rotation keeps what was changed before it", async () => {
  const made = await make();
  const news = { ...made.inputs, name: "Books", rotation: "2" };
  await world.faults([{ method: "POST", path: "rotate-credentials$", kind: "status", status: 403 }]);
  const failure = await world.engine.update(made, news).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kept: { state: { name: "Books" } } });
});

test("an address that is not HTTPS is refused at once", async () => {
  for (const redirectUri of ["http://ledger.example.com/", "http://localhost.example.com/", "ledger"]) {
    const { failures } = await world.engine.check(urn(), { ...DECLARED, redirectUri });
    expect(failures).toEqual([expect.stringContaining("is no HTTPS address")]);
  }
  const { failures } = await world.engine.check(urn(), { ...DECLARED, redirectUri: "http://localhost:5000/" });
  expect(failures).toEqual([]);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  const { id } = await make();
  await world.newRun();
  await expect(make()).rejects.toThrow(`pulumi import heroku:index:OauthClient it ${id} [heroku:exists-already]`);
});

test("what an attempt that was cut short has left gets what is declared", async () => {
  // Created, and the run was killed before its state was written.
  await make({ redirectUri: "https://else.example.com/" });
  await world.newRun();
  const made = await make();
  expect(await listed(world)).toHaveLength(1);
  expect((await world.engine.refresh(made))?.inputs).toMatchObject(DECLARED);
});

test("a refresh of many asks once", async () => {
  const made = [await make(), await make({ name: "second" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${ALL}`]);
});

import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open } from "../../define/values.ts";
import { oauthAuthorization } from "../../resources/oauth-authorization.ts";
import { answers } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const ALL = "/oauth/authorizations";
const DECLARED = { description: "ci", scope: ["write", "read"] };

interface Listed {
  id: string;
  description: string;
  access_token: { token: string };
}

const listed = ({ api }: World) => api<Listed[]>("GET", ALL);
const descriptions = async (world: World) => (await listed(world)).map(({ description }) => description);

thingContract({
  thing: oauthAuthorization,
  setUp: async () => ({}),
  inputs: () => DECLARED,
  update: {
    inputs: () => ({ ...DECLARED, description: "builds" }),
    diff: { description: "update" },
    seen: descriptions,
    expected: ["builds"],
  },
  replace: { inputs: () => ({ ...DECLARED, scope: ["read"], expiresIn: 60 }), replaces: ["expiresIn", "scope"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `${ALL}/${id}`, { description: "else", client: {} }),
    diff: { description: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `${ALL}/${id}`),
  importId: (_context, { id }) => id,
  imported: () => ({ scope: ["write", "read"] }),
  exists: (world, _context, { id }) => answers(world, `${ALL}/${id}`),
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const urn = () => world.engine.urn("OauthAuthorization");
const make = (more: object = {}) => world.engine.create(urn(), { ...DECLARED, ...more });
/** How Heroku answers somebody with that key. */
const statusWith = async (token: unknown) => {
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.heroku+json; version=3" };
  return (await fetch(`${world.address}/account`, { headers })).status;
};

test("the token is a secret, and opens the account until the authorization is deleted", async () => {
  const made = await make();
  expect(isSecret(made.state.token)).toBe(true);
  const token = open(made.state.token ?? null);
  expect(await statusWith(token)).toBe(200);
  await world.engine.delete(made);
  expect(await statusWith(token)).toBe(401);
});

test("the token is in no line, request or path", async () => {
  const { requests, result } = await world.counting(async () => {
    const made = await make();
    return world.engine.update(made, { ...made.inputs, rotation: "2" });
  });
  const lines = world.engine.lines.map(({ message }) => message);
  expect([...requests, ...lines].join("\n")).not.toContain(open(result.state.token ?? null));
});

test("a lost answer never makes a second one, and the token is known all the same", async () => {
  await world.faults([{ method: "POST", path: `${ALL}$`, nth: 1, kind: "drop-after" }]);
  const { state } = await make();
  const [only, ...others] = await listed(world);
  expect(others).toEqual([]);
  expect(open(state.token ?? null)).toBe(only?.access_token.token);
});

test("another rotation makes another token, and says in preview what ends", async () => {
  const made = await make({ rotation: "1" });
  const news = { ...made.inputs, rotation: "2" };
  await world.engine.previewUpdate(made, news);
  expect(world.engine.lines.map(({ message }) => message).join()).toContain("ends its token at once");
  await world.faults([{ method: "POST", path: "regenerate-tokens$", nth: 1, kind: "drop-after" }]);
  const updated = await world.engine.update(made, news);
  expect(await statusWith(open(made.state.token ?? null))).toBe(401);
  expect(await statusWith(open(updated.state.token ?? null))).toBe(200);
  const { requests } = await world.counting(() => world.engine.update(updated, { ...news, rotation: "2" }));
  expect(requests).toEqual([]);
});

test("a token that was rotated outside is what refresh finds", async () => {
  const made = await make();
  await world.api("POST", `${ALL}/${made.id}/actions/regenerate-tokens`);
  const refreshed = await world.engine.refresh(made);
  expect(await statusWith(open(refreshed?.state.token ?? null))).toBe(200);
});

test("the order in which Heroku lists scopes is no change", async () => {
  const made = await make({ scope: ["read", "write"] });
  const found = await world.engine.refresh({ ...made, inputs: { ...made.inputs, scope: ["write", "read"] } });
  expect(found?.inputs.scope).toEqual(["write", "read"]);
});

test("a scope that is none is refused at once", async () => {
  const { failures } = await world.engine.check(urn(), { ...DECLARED, scope: ["all"] });
  expect(failures).toEqual([expect.stringMatching(/^scope\[0\]: "all" .*global/)]);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  const { id } = await make();
  await world.newRun();
  await expect(make()).rejects.toThrow(
    `pulumi import heroku:index:OauthAuthorization it ${id} [heroku:exists-already]`,
  );
  expect(await descriptions(world)).toEqual(["ci"]);
});

test("one that may do more, or for longer, is never taken for it", async () => {
  await world.api("POST", ALL, { description: "ci", scope: ["global"] });
  await world.api("POST", ALL, { description: "ci", scope: ["read", "write"] });
  const made = await make({ expiresIn: 60 });
  expect(await listed(world)).toHaveLength(3);
  expect(await world.engine.refresh(made)).toMatchObject({ id: made.id, inputs: { scope: ["write", "read"] } });
});

test("a refresh of many asks once", async () => {
  const made = [await make(), await make({ description: "second" }), await make({ description: "third" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${ALL}`]);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open, type PlainObject } from "../../define/values.ts";
import { vpnConnection } from "../../resources/vpn-connection.ts";
import type { CallFailed, Resource } from "../support/engine.ts";
import { answers } from "../support/plain-app.ts";
import { namedSpace } from "../support/space.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const inputs = ({ space }: { space: string }) => ({
  space,
  name: "office",
  publicIp: "203.0.113.7",
  routableCidrs: ["172.16.0.0/16", "172.17.0.0/16"],
});
const path = (id: string) => `/spaces/${id.replace("/", "/vpn-connections/")}`;

thingContract<{ space: string; name: string }>({
  thing: vpnConnection,
  setUp: namedSpace,
  inputs,
  update: {
    inputs: (context) => ({ ...inputs(context), routableCidrs: ["172.18.0.0/16"] }),
    diff: { "routableCidrs[0]": "update", "routableCidrs[1]": "delete" },
    seen: async ({ api }, _context, { id }) => (await api("GET", path(id))).routable_cidrs,
    expected: ["172.18.0.0/16"],
  },
  replace: { inputs: (context) => ({ ...inputs(context), publicIp: "203.0.113.8" }), replaces: ["publicIp"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", path(id), { routable_cidrs: ["172.19.0.0/16"] }),
    diff: { "routableCidrs[0]": "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", path(id)),
  importId: ({ name }) => `${name}/office`,
  exists: (world, _context, { id }) => answers(world, path(id)),
});

let world: World;
let space: string;

beforeEach(async () => {
  world = await startWorld();
  ({ space } = await namedSpace(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("VpnConnection");
const create = (more: PlainObject = {}) => world.engine.create(urn(), { ...inputs({ space }), ...more });
const connections = () =>
  world.api<{ tunnels: { pre_shared_key: string }[] }[]>("GET", `/spaces/${space}/vpn-connections`);

test("the tunnels' keys are secrets, and in no message", async () => {
  const { state } = await create();
  const [made] = await connections();
  const keys = made?.tunnels.map((tunnel) => tunnel.pre_shared_key) ?? [];
  const tunnels = open(state.tunnels ?? null) as { ip: string; preSharedKey: string }[];
  expect(tunnels.map(({ preSharedKey }) => preSharedKey)).toEqual(keys);
  const shown = state.tunnels as { ip: never; preSharedKey: never }[];
  expect(shown.map(({ ip, preSharedKey }) => [isSecret(ip), isSecret(preSharedKey)])).toEqual([
    [false, true],
    [false, true],
  ]);
  for (const key of keys) expect(JSON.stringify(world.engine.lines)).not.toContain(key);
});

test("a lost answer never makes a second one", async () => {
  await world.faults([{ method: "POST", path: "/vpn-connections$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await connections()).toHaveLength(1);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await create();
  await world.newRun();
  const command = `pulumi import heroku:index:VpnConnection it ${space}/office [heroku:exists-already]`;
  await expect(create()).rejects.toThrow(command);
});

test("one that fails is removed, with Heroku's reason, and made anew by the next run", async () => {
  const failure = await create({ routableCidrs: ["10.0.0.0/16"] }).catch((error: unknown) => error as CallFailed);
  expect(String(failure)).toContain('VPN connection "office" failed: supplied CIDR block already in use');
  expect((failure as CallFailed).kept).toBeUndefined();
  expect(await connections()).toEqual([]);
  expect((await create()).state.status).toBe("active");
});

test("one whose run was cut short stays in state, and the next update waits on", async () => {
  await world.faults([{ method: "GET", path: "/vpn-connections$", nth: 2, kind: "status", status: 403 }]);
  const failure = await create().catch((error: unknown) => error);
  const resource = { ...((failure as CallFailed).kept as Resource), urn: urn() };
  const news = inputs({ space });
  expect(await world.engine.diff(resource, news)).toMatchObject({ changes: true, replaces: [] });
  expect((await world.engine.update(resource, news)).state.status).toBe("active");
});

test("the order of the networks is no change", async () => {
  const made = await create();
  const routable_cidrs = inputs({ space }).routableCidrs.toReversed();
  await world.api("PATCH", path(made.id), { routable_cidrs });
  await world.newRun();
  expect(open((await world.engine.refresh(made))?.inputs ?? {})).toEqual(open(made.inputs));
});

test("a preview refuses a space that is not there", async () => {
  const wrong = inputs({ space: "01234567-89ab-cdef-0123-456789abcdef" });
  await expect(world.engine.previewCreate(urn(), wrong)).rejects.toThrow(
    'space: "01234567-89ab-cdef-0123-456789abcdef" is not a space that you',
  );
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { open } from "../../define/values.ts";
import { inboundRules } from "../../resources/inbound-rules.ts";
import { namedSpace } from "../support/space.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const OPEN = [{ action: "allow", source: "0.0.0.0/0" }];
const OFFICE = [
  { action: "allow", source: "203.0.113.0/24" },
  { action: "deny", source: "203.0.113.7/32" },
];
const rulesOf = async ({ api }: World, space: string) => (await api("GET", `/spaces/${space}/inbound-ruleset`)).rules;

thingContract<{ space: string; name: string }>({
  thing: inboundRules,
  setUp: namedSpace,
  inputs: ({ space }) => ({ space, rules: OFFICE }),
  update: {
    inputs: ({ space }) => ({ space, rules: OFFICE.slice(0, 1) }),
    diff: { "rules[1]": "delete" },
    seen: (world, { space }) => rulesOf(world, space),
    expected: OFFICE.slice(0, 1),
  },
  replace: { inputs: () => ({ space: "01234567-89ab-cdef-0123-456789abcdef", rules: OFFICE }), replaces: ["space"] },
  outsideChange: {
    make: ({ api }, { space }) => api("PUT", `/spaces/${space}/inbound-ruleset`, { rules: [] }),
    diff: { "rules[0]": "add" },
  },
  importId: ({ name }) => name,
  exists: async (world, { space }) => JSON.stringify(await rulesOf(world, space)) !== JSON.stringify(OPEN),
});

let world: World;
let space: string;

beforeEach(async () => {
  world = await startWorld();
  ({ space } = await namedSpace(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("InboundRules");
const create = () => world.engine.create(urn(), { space, rules: OFFICE });

test("deleting it restores the rules that were there before", async () => {
  const before = [{ action: "allow", source: "198.51.100.0/24" }];
  await world.api("PUT", `/spaces/${space}/inbound-ruleset`, { rules: before });
  const made = await create();
  expect(open(made.state.rulesBefore ?? null)).toEqual(before);
  await world.engine.delete(made);
  expect(await rulesOf(world, space)).toEqual(before);
});

test("a lost answer does no harm: what was before is what was before", async () => {
  await world.faults([{ method: "PUT", path: "inbound-ruleset$", nth: 1, kind: "drop-after" }]);
  const made = await create();
  expect(open(made.state.rulesBefore ?? null)).toEqual(OPEN);
  expect(await rulesOf(world, space)).toEqual(OFFICE);
});

test("what Heroku refuses leaves nothing in state", async () => {
  await world.faults([{ method: "PUT", path: "inbound-ruleset$", kind: "status", status: 422 }]);
  const failure = await create().catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringMatching(/^Heroku refused to set the inbound rules: /),
    kept: undefined,
  });
});

test("the order of the rules is no change", async () => {
  const made = await create();
  await world.api("PUT", `/spaces/${space}/inbound-ruleset`, { rules: OFFICE.toReversed() });
  await world.newRun();
  expect(open((await world.engine.refresh(made))?.inputs ?? {})).toEqual(open(made.inputs));
});

test("they are gone with their space", async () => {
  const made = await create();
  const [app] = await world.api<{ id: string }[]>("GET", "/apps");
  await world.api("DELETE", `/apps/${app?.id}`);
  await world.api("DELETE", `/spaces/${space}`);
  await expect.poll(() => world.api("GET", "/spaces")).toEqual([]);
  await world.newRun();
  expect(await world.engine.refresh(made)).toBeUndefined();
  await world.engine.delete(made);
});

test("a preview refuses a space that is not there", async () => {
  const wrong = { space: "01234567-89ab-cdef-0123-456789abcdef", rules: OFFICE };
  await expect(world.engine.previewCreate(urn(), wrong)).rejects.toThrow(
    'space: "01234567-89ab-cdef-0123-456789abcdef" is not a space that you',
  );
});

test("what is no network is refused", async () => {
  const { failures } = await world.engine.check(urn(), { space, rules: [{ action: "allow", source: "203.0.113.7" }] });
  expect(failures).toEqual(['rules[0].source: "203.0.113.7" is not an IPv4 network such as 203.0.113.0/24']);
});

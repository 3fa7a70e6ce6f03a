import { afterEach, beforeEach, expect, test } from "vitest";
import { open } from "../../define/values.ts";
import { peeringAccepter } from "../../resources/peering-accepter.ts";
import type { CallFailed, Resource } from "../support/engine.ts";
import { namedSpace } from "../support/space.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const path = (id: string) => `/spaces/${id.replace("/", "/peerings/")}`;
const isAccepted = async ({ api }: World, id: string) =>
  api("GET", path(id)).then(
    ({ status }) => ["provisioning", "active"].includes(String(status)),
    () => false,
  );

/** As AWS does it. */
async function request({ address }: World, space: string, more: object = {}): Promise<string> {
  const answer = await fetch(`${address}/_sandbox/peerings`, {
    method: "POST",
    body: JSON.stringify({ space, ...more }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { pcx_id: string }).pcx_id;
}

async function requested(world: World): Promise<{ space: string; name: string; pcxId: string }> {
  const { space, name } = await namedSpace(world);
  return { space, name, pcxId: await request(world, space) };
}

thingContract<{ space: string; name: string; pcxId: string }>({
  thing: peeringAccepter,
  setUp: requested,
  inputs: ({ space, pcxId }) => ({ space, pcxId }),
  replace: { inputs: ({ space }) => ({ space, pcxId: "pcx-0123" }), replaces: ["pcxId"] },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", path(id)),
  importId: ({ name, pcxId }) => `${name}/${pcxId}`,
  exists: (world, _context, { id }) => isAccepted(world, id),
});

let world: World;
let space: string;
let pcxId: string;

beforeEach(async () => {
  world = await startWorld();
  ({ space, pcxId } = await requested(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("PeeringAccepter");
const create = (id = pcxId) => world.engine.create(urn(), { space, pcxId: id });
const failed = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("nothing failed"),
    (error: unknown) => error as CallFailed,
  );
const accepting = (requests: string[]) => requests.filter((each) => each.startsWith("POST"));

test("tells who is at the other end", async () => {
  const other = { cidr_blocks: ["172.20.0.0/16"], aws_vpc_id: "vpc-1", aws_region: "eu-west-1", aws_account_id: "012" };
  const { state } = await create(await request(world, space, other));
  expect(open(state)).toMatchObject({
    status: "active",
    type: "customer-managed",
    cidrBlocks: ["172.20.0.0/16"],
    awsVpcId: "vpc-1",
    awsRegion: "eu-west-1",
    awsAccountId: "012",
  });
});

test("a request that is not to be seen yet is waited for, with a word of progress", async () => {
  const made = create("pcx-late");
  await expect
    .poll(() => world.engine.lines.map(({ message }) => message).join())
    .toContain("waiting for AWS's request for peering pcx-late to be seen at Heroku");
  await request(world, space, { pcx_id: "pcx-late" });
  expect((await made).state.status).toBe("active");
});

test("a request to a space that is gone is not waited for", async () => {
  const gone = "01234567-89ab-cdef-0123-456789abcdef";
  const failure = await failed(world.engine.create(urn(), { space: gone, pcxId }));
  expect(String(failure)).toContain(`Space ${gone} is gone`);
});

test("a lost answer accepts it once", async () => {
  await world.faults([{ method: "POST", path: "/actions/accept$", nth: 1, kind: "drop-after" }]);
  const { requests } = await world.counting(() => create());
  expect(accepting(requests)).toHaveLength(1);
});

test("one that was accepted already is taken as it is", async () => {
  await create();
  await world.newRun();
  const { requests, result } = await world.counting(() => create());
  expect([accepting(requests), result.state.status]).toEqual([[], "active"]);
});

test("one that fails is told and not kept, and another preview refuses it at once", async () => {
  const doomed = await request(world, space, { cidr_blocks: ["10.0.0.0/16"] });
  const failure = await failed(create(doomed));
  expect(String(failure)).toContain(`Peering ${doomed} is failed; request another one from AWS, and declare its id`);
  expect(failure.kept).toBeUndefined();
  await world.newRun();
  const refusal = `pcxId: "${doomed}" is failed; request another peering from AWS`;
  await expect(world.engine.previewCreate(urn(), { space, pcxId: doomed })).rejects.toThrow(refusal);
  await expect(create(doomed)).rejects.toThrow(refusal);
});

test("one whose run was cut short stays in state, and the next update waits on", async () => {
  await world.faults([{ method: "GET", path: "/peerings$", nth: 3, kind: "status", status: 403 }]);
  const failure = await failed(create());
  const resource = { ...(failure.kept as Resource), urn: urn() };
  const news = { space, pcxId };
  expect(await world.engine.diff(resource, news)).toMatchObject({ changes: true, replaces: [] });
  expect((await world.engine.update(resource, news)).state.status).toBe("active");
});

test("one that nobody has accepted is not imported", async () => {
  expect(await world.engine.import(urn(), `${space}/${pcxId}`)).toBeUndefined();
});

test("a refresh of many asks for the space once", async () => {
  const made = [await create(), await create(await request(world, space))];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET /spaces/${space}/peerings`]);
});

test("a space that is none is refused in preview, what is no id of a peering at once", async () => {
  const preview = world.engine.previewCreate(urn(), { space: "01234567-89ab-cdef-0123-456789abcdef", pcxId });
  await expect(preview).rejects.toThrow(
    'space: "01234567-89ab-cdef-0123-456789abcdef" is not a space that you have access to',
  );
  const { failures } = await world.engine.check(urn(), { space, pcxId: "vpc-1" });
  expect(failures).toEqual([expect.stringMatching(/^pcxId: "vpc-1" is not the id of a peering connection/)]);
});

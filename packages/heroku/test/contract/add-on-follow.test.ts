import { afterAll, beforeEach, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import type { Resource } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let app: string;
let leader: Resource;

const urn = (name = "follower") => world.engine.urn("AddOn", name);
const checked = async (inputs: PlainObject, name?: string) =>
  (await world.engine.check(urn(name), { app, ...inputs })).inputs;
const make = async (inputs: PlainObject, name?: string) => world.engine.create(urn(name), await checked(inputs, name));

const STANDARD = "heroku-postgresql:standard-0";
const following = () => ({ plan: "heroku-postgresql:standard-2", follow: leader.id, attachment: "FOLLOWER" });
const databaseOf = ({ id }: Resource) =>
  world.api<{ following: string | null; leader: string | null }>("GET", `/client/v11/databases/${id}`);

beforeEach(async () => {
  await world?.close();
  world = await startWorld();
  ({ id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "notebook" }));
  leader = await make({ plan: STANDARD, attachment: "DATABASE" }, "leader");
});
afterAll(() => world.close());

test("a follower is made once its leader is there, is no change then, and is imported as one", async () => {
  const news = await checked(following());
  await world.engine.previewCreate(urn(), news);
  const made = await world.engine.create(urn(), news);
  expect(await databaseOf(made)).toMatchObject({ leader: leader.state.addOnName });
  const engine = await world.newRun();
  expect((await engine.refresh(made))?.inputs).toEqual(made.inputs);
  expect(await engine.diff(made, news)).toMatchObject({ changes: false });
  expect((await engine.import(urn(), made.id))?.inputs).toMatchObject({ follow: leader.id });
  expect((await engine.import(urn("leader"), leader.id))?.inputs.follow).toBeUndefined();
});

test("the leader is named by a config var of its own, whichever others it sets, in another app too", async () => {
  const pool = { app, credential: "default", name: "A_POOL" };
  await world.api("POST", `/client/v11/databases/${leader.id}/connection-pooling`, pool);
  const { id: other } = await world.api<{ id: string }>("POST", "/apps", { name: "reports" });
  const made = await make({ ...following(), app: other });
  expect(await databaseOf(made)).toMatchObject({ leader: leader.state.addOnName });
});

test("refresh asks the Data API of followers only", async () => {
  const { requests } = await world.counting(() => world.engine.refresh(leader));
  expect(requests.filter((request) => request.includes("/client/"))).toEqual([]);
});

test("leaving `follow` out unfollows in place, once, also when the answer is lost", async () => {
  const made = await make(following());
  const { follow: _, ...others } = following();
  const news = await checked(others);
  expect(await world.engine.diff(made, news)).toMatchObject({ detailed: { follow: "delete" }, replaces: [] });
  await world.faults([{ method: "PUT", path: "/unfollow$", kind: "drop-after", nth: 1 }]);
  const now = await world.engine.update(made, news);
  expect([now.id, await databaseOf(now)]).toMatchObject([made.id, { following: null, leader: null }]);
  const { requests } = await world.counting(() => world.engine.update(made, news));
  expect(requests.filter((request) => request.startsWith("PUT"))).toEqual([]);
});

test("a follower takes the name of its leader in the same change, once that one has let go of it", async () => {
  const made = await make(following());
  const former = { plan: STANDARD, attachment: "FORMER_DATABASE" };
  leader = await world.engine.update(leader, await checked(former, "leader"));
  const promoted = { plan: following().plan, attachment: "DATABASE" };
  const now = await world.engine.update(made, await checked(promoted));
  expect(now.state.configVars).toEqual(["DATABASE_URL"]);
  const vars = await world.api<Record<string, string>>("GET", `/apps/${app}/config-vars`);
  expect(Object.keys(vars).sort()).toEqual(["DATABASE_URL", "FORMER_DATABASE_URL"]);
  expect(await databaseOf(now)).toMatchObject({ following: null });
});

test("what was unfollowed outside is a diff that needs a new one, which is refused as it would lose data", async () => {
  const made = await make(following());
  await world.api("PUT", `/client/v11/databases/${made.id}/unfollow`);
  const engine = await world.newRun();
  const found = await engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  expect(await engine.diff(found, made.inputs)).toMatchObject({
    detailed: { follow: "add-replace" },
    replaces: ["follow"],
  });
  const { failures } = await engine.check(urn(), { app, ...following() }, found.inputs);
  expect(failures).toEqual([
    expect.stringMatching(
      /^follow: a database follows another one only from when it is made; replacing .* loses all data/,
    ),
  ]);
  expect((await engine.check(urn(), { app, ...following(), confirmDataLoss: true }, found.inputs)).failures).toEqual(
    [],
  );
});

test("another leader needs a new follower, and loses nothing: a follower is a copy", async () => {
  const made = await make(following());
  const other = await make({ plan: STANDARD, attachment: "OTHER" }, "other");
  const { inputs, failures } = await world.engine.check(urn(), { app, ...following(), follow: other.id }, made.inputs);
  expect(failures).toEqual([]);
  expect((await world.engine.diff(made, inputs)).replaces).toEqual(["follow"]);
});

test("what can't follow, and what can't be followed, is refused in preview", async () => {
  const refused = async (inputs: PlainObject) => world.engine.previewCreate(urn(), await checked(inputs));
  const small = await make({ plan: "heroku-postgresql:essential-0", attachment: "SMALL" }, "small");
  const follower = await make(following());
  const essential = { ...following(), plan: "heroku-postgresql:essential-0" };
  await expect(refused(essential)).rejects.toThrow(/^follow: heroku-postgresql:essential-0 can't follow: both have/);
  await expect(refused({ ...following(), follow: small.id })).rejects.toThrow(
    /^follow: \S+ \(heroku-postgresql:essential-0\) can't be followed: both have/,
  );
  await expect(refused({ ...following(), follow: follower.id })).rejects.toThrow(
    /^follow: \S+ follows another database itself; name that one/,
  );
});

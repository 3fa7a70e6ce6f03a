import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { team } from "../../resources/team.ts";
import type { Resource } from "../support/engine.ts";
import { answers } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const NAME = "contract-team";
const pathOf = ({ id }: Resource) => `/teams/${id}`;

thingContract({
  thing: team,
  setUp: async () => ({}),
  inputs: () => ({ name: NAME }),
  update: {
    inputs: () => ({ name: "contract-renamed" }),
    diff: { name: "update" },
    seen: async ({ api }, _context, made) => (await api("GET", pathOf(made))).name,
    expected: "contract-renamed",
  },
  replace: {
    inputs: () => ({ name: "contract-renamed", enterpriseAccount: "acme", confirmDataLoss: true }),
    replaces: ["enterpriseAccount"],
  },
  outsideChange: {
    make: ({ api }, _context, made) => api("PATCH", pathOf(made), { name: "contract-outside" }),
    diff: { name: "update" },
  },
  outsideDelete: ({ api }, _context, made) => api("DELETE", pathOf(made)),
  importId: () => NAME,
  exists: (world, _context, made) => answers(world, pathOf(made)),
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const urn = (type = "Team") => world.engine.urn(type);
const checked = async (more: PlainObject = {}, prior?: PlainObject) =>
  world.engine.check(urn(), { name: NAME, ...more }, prior);
const create = async (more: PlainObject = {}) => world.engine.create(urn(), (await checked(more)).inputs);
const teams = () => world.api<{ id: string; name: string }[]>("GET", "/teams");

test("a lost answer never makes a second one", async () => {
  await world.faults([{ method: "POST", path: "^/teams$", nth: 1, kind: "drop-after" }]);
  const made = await create();
  expect((await teams()).map(({ id }) => id)).toEqual([made.id]);
});

test("one of an enterprise account is made there, and imported with it", async () => {
  const made = await create({ enterpriseAccount: "acme" });
  expect(made.state).toMatchObject({ type: "enterprise" });
  const found = await world.engine.import(urn(), made.id);
  expect(found?.inputs).toMatchObject({ name: NAME, enterpriseAccount: "acme" });
});

test("what was there before is refused, in preview and after, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  await world.api("POST", "/teams", { name: NAME });
  const { inputs } = await checked();
  const command = "pulumi import heroku:index:Team";
  await expect(world.engine.previewCreate(urn(), inputs)).rejects.toThrow(
    `${command} it ${NAME} [heroku:exists-already]`,
  );
  await expect(create()).rejects.toThrow(`${command} it ${NAME} [heroku:exists-already]`);
});

test("what names a new team is previewed though the team is not there yet", async () => {
  const wanted = { team: NAME, email: "jane@example.com", role: "member" };
  const preview = () => world.engine.previewCreate(urn("TeamMember"), wanted);
  await expect(preview()).rejects.toThrow("is not a team that you are in");
  await world.newRun();
  await world.engine.previewCreate(urn(), (await checked()).inputs);
  await preview();
  const app = { name: "contract-of-team", region: "us", team: NAME, maintenance: false };
  await world.engine.previewCreate(urn("App"), app);
  await world.engine.previewCreate(urn("TeamPreferences"), { team: NAME, addOnControls: true });
  expect(await teams()).toEqual([]);
});

test("a renamed team keeps its apps, which follow without a request to hand them over", async () => {
  const made = await create();
  const app = { name: "contract-of-team", region: "us", team: NAME, maintenance: false };
  const owned = await world.engine.create(urn("App"), app);
  const news = { name: "contract-renamed", confirmDataLoss: false };
  await world.engine.previewUpdate(made, news);
  await world.engine.previewUpdate(owned, { ...app, team: "contract-renamed" });
  await world.engine.update(made, news);
  const { requests } = await world.counting(() => world.engine.update(owned, { ...app, team: "contract-renamed" }));
  expect(requests).toEqual([`GET /apps/${owned.id}`]);
});

test("a renamed team keeps its spaces, with the apps in them", async () => {
  const made = await create();
  const wanted = { name: "private", team: NAME };
  const { inputs } = await world.engine.check(urn("Space"), wanted);
  const space = await world.engine.create(urn("Space"), inputs);
  await world.api("POST", "/teams/apps", { name: "contract-in-space", space: "private" });
  const news = { ...inputs, team: "contract-renamed" };
  await expect(world.engine.previewUpdate(space, news)).rejects.toThrow('team: "contract-renamed" is not a team');
  await world.newRun();
  await world.engine.previewUpdate(made, { name: "contract-renamed", confirmDataLoss: false });
  await world.engine.previewUpdate(space, news);
  await world.engine.update(made, { name: "contract-renamed", confirmDataLoss: false });
  const { requests } = await world.counting(() => world.engine.update(space, news));
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
});

test("one that owns an app is not deleted", async () => {
  const made = await create();
  await world.api("POST", "/teams/apps", { name: "contract-of-team", team: NAME });
  await expect(world.engine.delete(made)).rejects.toThrow(/^Heroku refused to delete team "contract-team": .*apps/);
  expect(await teams()).toHaveLength(1);
});

test("another enterprise account is refused unless the loss is confirmed", async () => {
  const made = await create();
  const { failures } = await checked({ enterpriseAccount: "acme" }, made.inputs);
  expect(failures).toEqual([
    expect.stringMatching(/^enterpriseAccount: .*loses its members and its settings: set conf/),
  ]);
  expect((await checked({ enterpriseAccount: "acme", confirmDataLoss: true }, made.inputs)).failures).toEqual([]);
});

test("an enterprise account that is none is refused in preview", async () => {
  await world.faults([{ method: "GET", path: "^/enterprise-accounts/", kind: "status", status: 404 }]);
  const { inputs } = await checked({ enterpriseAccount: "acme" });
  const reason = 'enterpriseAccount: "acme" is not an enterprise account that you are in';
  await expect(world.engine.previewCreate(urn(), inputs)).rejects.toThrow(reason);
});

test("a refresh of many asks once", async () => {
  const made = [await create(), await create({ name: "contract-other" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual(["GET /teams"]);
});

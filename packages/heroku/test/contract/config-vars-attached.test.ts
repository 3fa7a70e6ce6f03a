import { afterEach, beforeEach, expect, test } from "vitest";
import { open, type PlainObject } from "../../define/values.ts";
import type { Resource } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

const DECLARED = { CACHE_URL: "redis://localhost", CACHE_TTL: "60" };
const WAY_OUT =
  /CACHE_URL: is set by the attachment CACHE of an add-on; detach it \(`heroku addons:detach CACHE --app .*take the key/;

let world: World;
let app: string;
let resource: Resource;
const urn = () => world.engine.urn("ConfigVars");
const checked = async (vars: PlainObject) => (await world.engine.check(urn(), { app, vars })).inputs;
const present = () => world.api<Record<string, string>>("GET", `/apps/${app}/config-vars`);

/** A plain var is declared and set; then somebody attaches a store over it. */
beforeEach(async () => {
  world = await startWorld();
  app = (await world.api<{ id: string }>("POST", "/apps", { name: "contract-attached" })).id;
  await world.api("POST", `/apps/${app}/addons`, { plan: "heroku-redis:mini", name: "attached-store" });
  await world.api("POST", "/addons/attached-store/actions/provision");
  resource = await world.engine.create(urn(), await checked(DECLARED));
  const wanted = { addon: "attached-store", app, name: "CACHE", confirm: "contract-attached" };
  await world.api("POST", "/addon-attachments", wanted);
  await world.newRun();
});
afterEach(() => world.close());

test("a refresh reads no value of an attachment, and the update names the key and what to do", async () => {
  const live = (await present()).CACHE_URL as string;
  expect(live).toMatch(/^rediss?:\/\/.*@/);
  const found = (await world.engine.refresh(resource)) as Resource;
  expect(JSON.stringify(found)).not.toContain(live);
  expect(open(found.inputs.vars as PlainObject)).toEqual({ CACHE_TTL: "60" });
  const news = await checked(DECLARED);
  expect(await world.engine.diff(found, news)).toMatchObject({ detailed: { "vars.CACHE_URL": "add" } });
  await expect(world.engine.previewUpdate(found, news)).rejects.toThrow(WAY_OUT);
  await expect(world.engine.update(found, news)).rejects.toThrow(WAY_OUT);
  const without = await checked({ CACHE_TTL: "60" });
  expect(await world.engine.diff(found, without)).toMatchObject({ changes: false });
  expect((await present()).CACHE_URL).toBe(live);
});

test("an update without a refresh names the key and what to do", async () => {
  const news = await checked({ ...DECLARED, CACHE_URL: "redis://other" });
  await expect(world.engine.update(resource, news)).rejects.toThrow(WAY_OUT);
});

test.each(["60", "61"])(
  "taking the key out of the program is enough, without a refresh; the rest is %s",
  async (ttl) => {
    const live = (await present()).CACHE_URL;
    const updated = await world.engine.update(resource, await checked({ CACHE_TTL: ttl }));
    expect(open(updated.inputs.vars as PlainObject)).toEqual({ CACHE_TTL: ttl });
    expect(await present()).toMatchObject({ CACHE_TTL: ttl, CACHE_URL: live });
  },
);

test("deleting unsets what is ours and leaves the attachment its key", async () => {
  await world.engine.delete(resource);
  const left = await present();
  expect([left.CACHE_TTL, left.CACHE_URL]).toEqual([undefined, expect.stringMatching(/^rediss?:/)]);
});

test("a var that only begins like the attachment is read as any other, and asks for no list where nothing changed", async () => {
  await world.api("PATCH", `/apps/${app}/config-vars`, { CACHE_TTL: "90" });
  const found = (await world.engine.refresh(resource)) as Resource;
  expect(open(found.inputs.vars as PlainObject)).toEqual({ CACHE_TTL: "90" });
  await world.newRun();
  const { requests } = await world.counting(() => world.engine.refresh(found));
  expect(requests).toHaveLength(1);
});

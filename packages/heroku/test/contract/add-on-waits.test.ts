import type { SandboxOptions } from "@consumer-notebook/heroku-sandbox";
import { afterEach, expect, test, vi } from "vitest";
import { CallFailed } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

/** An app, and what creates an add-on of it. */
async function withApp(options: SandboxOptions = {}) {
  const world = await startWorld(options);
  worlds.push(world);
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "notebook" });
  const urn = world.engine.urn("AddOn");
  const checked = async (inputs: object) => (await world.engine.check(urn, { app, ...inputs })).inputs;
  const addOns = () => world.api<{ id: string; state: string }[]>("GET", "/addons");
  const create = async (inputs: object, timeoutSeconds?: number) =>
    world.engine.create(urn, await checked(inputs), timeoutSeconds);
  return { ...world, app, urn, checked, addOns, create };
}

/** What a call failed with. */
async function failure(call: Promise<unknown>): Promise<CallFailed> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CallFailed)) throw new Error("the call did not fail");
  return error;
}

test("up ends when the database answers, says what it waits for, and makes one request beside looking", async () => {
  const { create, counting, api, app, engine } = await withApp({ provisionMs: 2000 });
  const { requests, result } = await counting(() => create({ plan: "heroku-postgresql:essential-0" }));
  const { addOnName, configVars, monthlyCents, service } = result.state;
  expect({ configVars, monthlyCents, service }).toEqual({
    configVars: ["DATABASE_URL"],
    monthlyCents: 500,
    service: "heroku-postgresql",
  });
  expect(await api("GET", `/client/v11/databases/${result.id}/wait_status`)).toMatchObject({ "waiting?": false });
  const said = engine.lines.filter(({ ephemeral }) => ephemeral).map(({ message }) => message);
  expect(said).toContainEqual(
    expect.stringContaining(`waiting for ${addOnName} (heroku-postgresql:essential-0) to be`),
  );
  expect(said).toContainEqual(expect.stringContaining("to answer"));
  const looking = new Set([`GET /addons/${result.id}`, `GET /client/v11/databases/${result.id}/wait_status`]);
  expect(requests.filter((request) => !looking.has(request))).toEqual([`POST /apps/${app}/addons`]);
});

test("a key-value store is waited for too, and what is there at once is not", async () => {
  const { create, counting } = await withApp();
  const redis = await counting(() => create({ plan: "heroku-redis:mini" }));
  expect(redis.requests.at(-1)).toMatch(/^GET \/redis\/v0\/databases\/.+\/wait$/);
  const cache = await counting(() => create({ plan: "memcachier:dev" }));
  expect(cache.requests).toHaveLength(1);
});

test("a wait that is cancelled keeps the add-on in state, and the next update goes on with it", async () => {
  const { create, engine, addOns, newRun, api, urn } = await withApp({ provisionMs: 3_600_000 });
  const creating = failure(create({ plan: "ormongo:2-mmap" }));
  await vi.waitUntil(() => engine.lines.some(({ message }) => message.includes("to be provisioned")));
  await engine.cancel();
  const { message, kept } = await creating;
  expect(message).toContain("[heroku:interrupted]");
  if (!kept) throw new Error("nothing was kept");
  const [made] = await addOns();
  expect(kept.id).toBe(made?.id);
  await api("POST", `/addons/${kept.id}/actions/provision`);
  const next = await newRun();
  const done = await next.update({ ...kept, urn }, kept.inputs);
  expect(done.state).toMatchObject({ service: "ormongo", monthlyCents: 4500 });
  expect(await addOns()).toHaveLength(1);
});

test("a custom timeout ends the wait and keeps the add-on", async () => {
  const { create } = await withApp({ provisionMs: 3_600_000 });
  const { message, kept } = await failure(create({ plan: "ormongo:2-mmap" }, 1));
  expect(message).toContain("[heroku:took-too-long]");
  expect(kept?.id).toBeTruthy();
});

test("what fails to provision is removed, is not kept, and the next up makes it anew", async () => {
  const { create, addOns, engine } = await withApp();
  const { message, kept } = await failure(create({ plan: "heroku-redis:mini", config: { fail_provisioning: "true" } }));
  expect(message).toMatch(
    /^Heroku could not provision heroku-redis:mini: .*the next `up` tries again \[heroku:failed\]/,
  );
  expect(kept).toBeUndefined();
  expect(await addOns()).toEqual([]);
  expect(engine.lines).toContainEqual(expect.objectContaining({ severity: "warning" }));
  await create({ plan: "heroku-redis:mini" });
  expect(await addOns()).toMatchObject([{ state: "provisioned" }]);
});

test("what fails to provision and can't be removed either is kept in state, and destroy cleans it up", async () => {
  const { create, addOns, faults, engine, urn } = await withApp();
  await faults([{ method: "DELETE", path: "/addons/", kind: "status", status: 422 }]);
  const { message, kept } = await failure(create({ plan: "heroku-redis:mini", config: { fail_provisioning: "true" } }));
  expect(message).toMatch(/remove add-on/);
  expect(await addOns()).toHaveLength(1);
  expect(kept?.id).toBe((await addOns())[0]?.id);
  await faults([]);
  if (kept) await engine.delete({ ...kept, urn });
  expect(await addOns()).toEqual([]);
});

test("what fails after its wait was interrupted is removed, and refresh drops it", async () => {
  const { create, addOns, api, engine, urn } = await withApp({ provisionMs: 3_600_000 });
  const { kept } = await failure(create({ plan: "ormongo:2-mmap" }, 1));
  if (!kept) throw new Error("nothing was kept");
  await api("POST", `/addons/${kept.id}/actions/deprovision`);
  const { message } = await failure(engine.update({ ...kept, urn }, kept.inputs));
  expect(message).toContain("`pulumi up --refresh` makes it anew");
  expect(await addOns()).toEqual([]);
  expect(await engine.refresh({ ...kept, urn })).toBeUndefined();
});

test("a lost answer makes no second add-on, with a name of ours or of the user's", async () => {
  for (const name of [undefined, "my-cache"]) {
    const { create, faults, addOns } = await withApp();
    await faults([{ method: "POST", path: "/addons$", nth: 1, kind: "drop-after" }]);
    const resource = await create({ plan: "memcachier:dev", ...(name ? { name } : {}) });
    expect((await addOns()).map(({ id }) => id)).toEqual([resource.id]);
  }
});

test("an attempt that a crash cut short is taken over, with what was declared since", async () => {
  const { create, addOns } = await withApp();
  const first = await create({ plan: "heroku-redis:mini" });
  const second = await create({ plan: "heroku-redis:premium-0", attachment: "CACHE" });
  expect(second.id).toBe(first.id);
  expect(second.state.configVars).toEqual(["CACHE_TLS_URL", "CACHE_URL"]);
  expect(await addOns()).toMatchObject([{ plan: { name: "heroku-redis:premium-0" } }]);
});

test("an add-on that somebody else named so is never taken over", async () => {
  const { create, api, app } = await withApp();
  await api("POST", "/apps", { name: "other" });
  await api("POST", "/apps/other/addons", { plan: "memcachier:dev", name: "my-cache" });
  expect((await failure(create({ plan: "memcachier:dev", name: "my-cache" }))).message).toMatch(
    /^Heroku refused to add memcachier:dev: Name is already taken \(422 invalid_params/,
  );
  expect(await api("GET", `/apps/${app}/addons`)).toEqual([]);
});

test("a creation that fails for now, or is over the rate limit, is tried again", async () => {
  const outcomes = [503, 429].map(async (status) => {
    const { create, faults, addOns } = await withApp();
    await faults([{ method: "POST", path: "/addons$", nth: 1, kind: "status", status }]);
    await create({ plan: "memcachier:dev" });
    return addOns();
  });
  for (const made of await Promise.all(outcomes)) expect(made).toHaveLength(1);
}, 30_000);

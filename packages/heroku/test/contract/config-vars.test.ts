import { expect, test } from "vitest";
import { UNKNOWN } from "../../define/values.ts";
import { configVars } from "../../resources/config-vars.ts";
import { ANOTHER } from "../support/another.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld } from "../support/world.ts";

let made = 0;
const newApp = async (api: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>) => {
  const name = `contract-vars-${++made}`;
  const { id } = await api("POST", "/apps", { name });
  return { app: id as string, name };
};

thingContract({
  thing: configVars,
  setUp: ({ api }) => newApp(api),
  inputs: ({ app }) => ({ app, vars: { DEBUG: "0", HOSTS: "a,b" }, secretVars: { S3_KEY: "hidden" } }),
  update: {
    inputs: ({ app }) => ({ app, vars: { DEBUG: "1", LEVEL: "info" }, secretVars: { S3_KEY: "hidden-2" } }),
    diff: { "vars.DEBUG": "update", "vars.HOSTS": "delete", "vars.LEVEL": "add", "secretVars.S3_KEY": "update" },
    seen: ({ api }, { app }) => api("GET", `/apps/${app}/config-vars`),
    expected: { DEBUG: "1", LEVEL: "info", S3_KEY: "hidden-2" },
  },
  replace: { inputs: () => ({ app: ANOTHER, vars: { DEBUG: "0" } }), replaces: ["app"] },
  outsideChange: {
    make: ({ api }, { app }) => api("PATCH", `/apps/${app}/config-vars`, { DEBUG: "2", LEVEL: null, FOREIGN: "1" }),
    diff: { "vars.DEBUG": "update", "vars.LEVEL": "add" },
  },
  outsideDelete: ({ api }, { app }) => api("DELETE", `/apps/${app}`),
  importId: ({ name }) => name,
  imported: () => ({ vars: {}, secretVars: { DEBUG: "0", HOSTS: "a,b", S3_KEY: "hidden" } }),
  exists: async ({ api }, { app }) => {
    const vars = await api<Record<string, string>>("GET", `/apps/${app}/config-vars`);
    return "DEBUG" in vars || "S3_KEY" in vars;
  },
});

test("an import takes in the keys that it names, open ones behind a second slash", async () => {
  const { engine, api, close } = await startWorld();
  const { app, name } = await newApp(api);
  await api("PATCH", `/apps/${app}/config-vars`, { DEBUG: "0", S3_KEY: "hidden", OTHER: "left alone" });
  const inputsOf = async (keys: string) => {
    const found = await engine.import(engine.urn("ConfigVars"), `${name}/${keys}`);
    return [found?.inputs.vars, Object.keys(found?.inputs.secretVars ?? {})];
  };
  expect(await inputsOf("S3_KEY/DEBUG")).toEqual([{ DEBUG: "0" }, ["S3_KEY"]]);
  expect(await inputsOf("/DEBUG")).toEqual([{ DEBUG: "0" }, []]);
  expect(await inputsOf("/")).toEqual([{}, []]);
  await close();
});

test("three changed keys are one PATCH and one release, and other people's keys stay", async () => {
  const { engine, api, counting, close } = await startWorld();
  const { app } = await newApp(api);
  await api("PATCH", `/apps/${app}/config-vars`, { FOREIGN: "kept" });
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { app, vars: { A: "1", B: "1", C: "1", D: "1" } });
  const resource = await engine.create(urn, inputs);
  const before = await api<unknown[]>("GET", `/apps/${app}/releases`);
  const { inputs: news } = await engine.check(urn, { app, vars: { A: "2", B: "2", D: "1" } });
  const { requests } = await counting(() => engine.update(resource, news));
  expect(requests).toEqual([`PATCH /apps/${app}/config-vars`]);
  expect(await api<unknown[]>("GET", `/apps/${app}/releases`)).toHaveLength(before.length + 1);
  expect(await api("GET", `/apps/${app}/config-vars`)).toEqual({ FOREIGN: "kept", A: "2", B: "2", D: "1" });
  await close();
});

test("deleting takes one request, of keys that are gone already too, and other people's keys stay", async () => {
  const { engine, api, counting, close } = await startWorld();
  const { app } = await newApp(api);
  await api("PATCH", `/apps/${app}/config-vars`, { FOREIGN: "kept" });
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { app, vars: { A: "1" }, secretVars: { B: "1" } });
  const resource = await engine.create(urn, inputs);
  await api("PATCH", `/apps/${app}/config-vars`, { A: null });
  const { requests } = await counting(() => engine.delete(resource));
  expect(requests).toEqual([`PATCH /apps/${app}/config-vars`]);
  expect(await api("GET", `/apps/${app}/config-vars`)).toEqual({ FOREIGN: "kept" });
  await close();
});

test("a deletion that Heroku refuses is an error, as who may not see an app does not know that it is gone", async () => {
  const { engine, api, faults, close } = await startWorld();
  const { app } = await newApp(api);
  const urn = engine.urn("ConfigVars");
  const resource = await engine.create(urn, (await engine.check(urn, { app, vars: { A: "1" } })).inputs);
  await faults([{ method: "PATCH", path: "/config-vars$", kind: "status", status: 403, rate: 1 }]);
  await expect(engine.delete(resource)).rejects.toThrow("Heroku refused to set config vars A");
  await close();
});

test("a key that somebody else has set is refused in preview and in up, and taken over only when asked", async () => {
  const { engine, api, close } = await startWorld();
  const { app } = await newApp(api);
  await api("PATCH", `/apps/${app}/config-vars`, { DEBUG: "theirs" });
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { app, vars: { DEBUG: "ours" } });
  const refused = /^vars\.DEBUG: exists on the app with another value; take it over with adopt: true/;
  await expect(engine.previewCreate(urn, inputs)).rejects.toThrow(refused);
  await expect(engine.create(urn, inputs)).rejects.toThrow(refused);
  expect(await api("GET", `/apps/${app}/config-vars`)).toEqual({ DEBUG: "theirs" });
  const adopting = await engine.check(urn, { app, vars: { DEBUG: "ours" }, adopt: true });
  await engine.create(urn, adopting.inputs);
  expect(await api("GET", `/apps/${app}/config-vars`)).toEqual({ DEBUG: "ours" });
  await close();
});

test("secret values are marked in inputs and state, and wrong ones are not shown", async () => {
  const { engine, api, close } = await startWorld();
  const { app } = await newApp(api);
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { app, secretVars: { TOKEN: "canary-1" } });
  const marked = {
    TOKEN: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "canary-1" },
  };
  expect(inputs.secretVars).toEqual(marked);
  expect((await engine.create(urn, inputs)).state.secretVars).toEqual(marked);
  const wrong = await engine.check(urn, { app, secretVars: { TOKEN: { deep: "canary-2" } } });
  expect(wrong.failures).toEqual(["secretVars.TOKEN: the secret value is not a text"]);
  await close();
});

test("on an app with a release phase, an update ends when the new values are in force", async () => {
  const world = await startWorld();
  const { engine, api } = world;
  const { app } = await newApp(api);
  const release = async (command: string) => {
    const process_types = { web: "run web", release: command };
    const { id } = await api<{ id: string }>("POST", `/apps/${app}/slugs`, { process_types });
    const { id: made } = await api<{ id: string }>("POST", `/apps/${app}/releases`, { slug: id });
    await expect.poll(async () => (await api(`GET`, `/apps/${app}/releases/${made}`)).status).not.toBe("pending");
  };
  await release("python migrate.py");
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { app, vars: { DEBUG: "1" } });
  await engine.create(urn, inputs);
  expect(await api("GET", `/apps/${app}/config-vars`)).toEqual({ DEBUG: "1" });
  await world.close();
});

test("a preview refuses more than an app can hold, and names that break Pulumi's SDK", async () => {
  const { engine, close } = await startWorld();
  const urn = engine.urn("ConfigVars");
  const half = "x".repeat(40_000);
  const inputs = { app: UNKNOWN, vars: { ONE: half }, secretVars: { OTHER: half } };
  await expect(engine.previewCreate(urn, inputs)).rejects.toThrow(
    /^secretVars: 80008 bytes are too many; .* 65536 together/,
  );
  const { failures } = await engine.check(urn, { app: ANOTHER, vars: { toString: "x", PORT: "1" } });
  expect(failures).toEqual(["vars.toString: is a name that JavaScript has taken; choose another one"]);
  await close();
});

import { afterEach, expect, test } from "vitest";
import { type Engine, startEngine } from "../support/engine.ts";
import { startWorld } from "../support/world.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function engineAt(env: NodeJS.ProcessEnv): Promise<Engine> {
  const engine = await startEngine({ HEROKU_API_KEY: "key-of-a-test", HEROKU_NETRC: "off", ...env });
  ends.push(engine.close);
  return engine;
}

const SANDBOX = { HEROKU_API_URL: "http://127.0.0.1:9" };
const HEROKU = {};

test("what a provider was made for is kept", async () => {
  expect(await (await engineAt(SANDBOX)).checkConfig({})).toEqual({ inputs: { endpoint: "sandbox" }, failures: [] });
  expect(await (await engineAt(HEROKU)).checkConfig({})).toEqual({ inputs: { endpoint: "heroku" }, failures: [] });
});

test("the state of a sandbox is refused with the real Heroku, in a preview and without one", async () => {
  const engine = await engineAt(HEROKU);
  const refusal = /made against a sandbox, but HEROKU_API_URL now leads to the real Heroku.*\[heroku:wrong-endpoint\]/;
  expect((await engine.checkConfig({}, { endpoint: "sandbox" })).failures).toEqual([expect.stringMatching(refusal)]);
  await expect(engine.configure({ endpoint: "sandbox" })).rejects.toThrow(refusal);
});

test("the state of the real Heroku is refused with a sandbox", async () => {
  const engine = await engineAt(SANDBOX);
  await expect(engine.configure({ endpoint: "heroku" })).rejects.toThrow(/\[heroku:wrong-endpoint\]/);
  await engine.configure({ endpoint: "sandbox" });
});

test("settings that are wrong are told, and what the engine adds itself is not", async () => {
  const engine = await engineAt(SANDBOX);
  expect(await engine.checkConfig({ version: "0.1.0", keyVariable: "other key", keyvariable: "X" })).toMatchObject({
    failures: [
      expect.stringMatching(/^keyVariable: "other key" is not the name of an environment variable/),
      'keyvariable: is not known here; did you mean "keyVariable"?',
    ],
  });
});

test("an address that is none is told as one, by every call", async () => {
  const engine = engineAt({ HEROKU_API_URL: "api.heroku.com" });
  await expect(engine).rejects.toThrow(/\[heroku:bad-address\]/);
});

test("without a key everything that asks nothing works; the first question says what to do", async () => {
  const engine = await engineAt({ ...SANDBOX, HEROKU_API_KEY: undefined });
  const urn = engine.urn("App");
  const { inputs, failures } = await engine.check(urn, { name: "example" });
  expect(failures).toEqual([]);
  await expect(engine.previewCreate(urn, inputs)).rejects.toThrow(
    "There is no API key for 127.0.0.1: set HEROKU_API_KEY, or run `heroku login` [heroku:no-key]",
  );
});

test("an explicit provider reads the key of its own variable", async () => {
  const world = await startWorld();
  ends.push(world.close);
  const engine = await engineAt({ HEROKU_API_URL: world.address, HEROKU_API_KEY: "first", OTHER_KEY: "second" });
  await engine.configure({ keyVariable: "OTHER_KEY", endpoint: "sandbox" });
  const urn = engine.urn("App");
  const { inputs } = await engine.check(urn, { name: "of-the-second" });
  await engine.create(urn, inputs);
  const names = async (key: string) => {
    const answer = await fetch(`${world.address}/apps`, {
      headers: { accept: "application/vnd.heroku+json; version=3", authorization: `Bearer ${key}` },
    });
    return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
  };
  expect(await names("second")).toEqual(["of-the-second"]);
  expect(await names("first")).toEqual([]);
});

import type { ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { open, type PlainObject, secret } from "../../define/values.ts";
import { json, startServer } from "../client/server.ts";
import { CallFailed, type Engine, startEngine } from "../support/engine.ts";
import { startWorld } from "../support/world.ts";

const CANARY = "canary-7f3a";

/** An engine whose Heroku has nothing, and answers every change alike. */
async function engineWith(answer: (response: ServerResponse, body: string) => void): Promise<Engine> {
  const server = await startServer((response, { method, body }) =>
    method === "GET" ? json(response, {}) : answer(response, body),
  );
  const engine = await startEngine({ HEROKU_API_URL: server.address, HEROKU_API_KEY: "key-of-a-test" });
  onTestFinished(async () => {
    await engine.close();
    await server.close();
  });
  return engine;
}

const settings: PlainObject = {
  app: "01234567-89ab-cdef-0123-456789abcdef",
  vars: { B: secret(CANARY) },
  secretVars: { A: CANARY },
  adopt: true,
};

/** What becomes visible when a creation fails: the error, what is kept in clear, and every line. */
async function failed(engine: Engine, type: string, inputs: PlainObject): Promise<string> {
  const urn = engine.urn(type);
  const { inputs: news, failures } = await engine.check(urn, inputs);
  expect(failures).toEqual([]);
  const error = await engine.create(urn, news).catch((failure: CallFailed) => failure);
  expect(error).toBeInstanceOf(CallFailed);
  return JSON.stringify([(error as CallFailed).message, engine.lines]);
}

describe("what Heroku answers to a secret does not repeat it", () => {
  test.each([
    [
      "a refusal that quotes the body",
      (response: ServerResponse, body: string) =>
        json(response, { id: "invalid_params", message: `Can't take ${body}` }, 422),
    ],
    ["an answer of another form", (response: ServerResponse) => json(response, { A: [CANARY] })],
    [
      "an answer that is not JSON",
      (response: ServerResponse, body: string) => void response.end(`<html>${body}${CANARY}`),
    ],
  ])("%s", async (_what, answer) => {
    const text = await failed(await engineWith(answer), "ConfigVars", settings);
    expect(text).not.toContain(CANARY);
  });

  test("a refusal is shown apart from that", async () => {
    const engine = await engineWith((response) =>
      json(response, { id: "invalid_params", message: `value ${CANARY} is too long` }, 422),
    );
    expect(await failed(engine, "ConfigVars", settings)).toContain("value [secret] is too long (422 invalid_params");
  });
});

describe("a text that quotes a secret of another resource, in another form", () => {
  const quoting = (...texts: string[]) =>
    engineWith((response) => json(response, { id: "invalid_params", message: texts.join(" and ") }, 422));

  test("does not show it, nor the API key", async () => {
    const value = `${CANARY} "quoted"\nand on another line`;
    const engine = await quoting(JSON.stringify(value), encodeURIComponent(value), "Bearer key-of-a-test");
    await engine.check(engine.urn("ConfigVars"), {
      app: "01234567-89ab-cdef-0123-456789abcdef",
      secretVars: { A: value },
    });
    const text = await failed(engine, "ConfigVars", {
      app: "11234567-89ab-cdef-0123-456789abcdef",
      vars: { B: "open" },
      adopt: true,
    });
    expect(text).toContain('\\"[secret]\\" and [secret] and Bearer [secret] (422');
  });
});

describe("what Check says of a secret does not repeat it", () => {
  test.each([
    ["ConfigVars", { app: "01234567-89ab-cdef-0123-456789abcdef", secretVars: { A: [CANARY] } }],
    ["ConfigVars", { app: "01234567-89ab-cdef-0123-456789abcdef", vars: secret([CANARY]) }],
    ["ConfigVars", { app: "01234567-89ab-cdef-0123-456789abcdef", secretVars: { "not a key": CANARY } }],
    ["LogDrain", { app: "01234567-89ab-cdef-0123-456789abcdef", url: `${CANARY} is not an address` }],
    [
      "SniEndpoint",
      { app: "01234567-89ab-cdef-0123-456789abcdef", certificateChain: "chain", privateKey: { pem: CANARY } },
    ],
  ])("%s %j", async (type, inputs) => {
    const engine = await engineWith((response) => json(response, {}));
    const { failures } = await engine.check(engine.urn(type), inputs as PlainObject);
    expect(failures).not.toEqual([]);
    expect(failures.join("\n")).not.toContain(CANARY);
  });
});

test("what goes to state is marked, after Check, Create, refresh and a failure alike", async () => {
  const world = await startWorld();
  onTestFinished(() => world.close());
  const { engine } = world;
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "with-secrets" });
  const urn = engine.urn("ConfigVars");
  const { inputs } = await engine.check(urn, { ...settings, app });
  const made = await engine.create(urn, inputs);
  const found = await engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  for (const each of [inputs, made.state, found.inputs, found.state]) {
    expect(each).toMatchObject({ vars: { B: secret(CANARY) }, secretVars: { A: secret(CANARY) } });
    expect(open(each)).toMatchObject({ vars: { B: CANARY }, secretVars: { A: CANARY } });
  }
});

test("a value that becomes secret is a diff, and the update takes it out of the state's clear text", async () => {
  const world = await startWorld();
  onTestFinished(() => world.close());
  const { engine } = world;
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "late-secrets" });
  const urn = engine.urn("ConfigVars");
  const check = async (value: PlainObject[string]) => (await engine.check(urn, { app, vars: { B: value } })).inputs;
  const made = await engine.create(urn, await check(CANARY));
  expect(JSON.stringify(made.state)).toContain(CANARY);
  const news = await check(secret(CANARY));
  const diff = await engine.diff(made, news);
  expect(diff).toMatchObject({ changes: true, detailed: { "vars.B": "update" }, replaces: [] });
  const { requests, result } = await world.counting(() => engine.update(made, news));
  expect(requests).toEqual([]);
  expect(result.state).toMatchObject({ vars: { B: secret(CANARY) } });
  expect(await engine.diff(result, news)).toMatchObject({ changes: false });
});

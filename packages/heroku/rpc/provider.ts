import { flushCompileCache } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Environment, endpointOf } from "../client/endpoint.ts";
import type { Client } from "../client/heroku.ts";
import { readKey } from "../client/key.ts";
import { check } from "../define/check.ts";
import type { AnyLookUp, AnyResource } from "../define/definition.ts";
import type { Change } from "../define/diff.ts";
import { HerokuFailure } from "../define/errors.ts";
import { wrongLines } from "../define/explain.ts";
import { createMask } from "../define/mask.ts";
import { seal } from "../define/secrets.ts";
import { nameInUrn, typeInUrn } from "../define/urn.ts";
import { type PlainObject, secret } from "../define/values.ts";
import { lookUps, resources } from "../generated/registry.ts";
import { createBelongings, isShared } from "./belongings.ts";
import { createClaims, type Phase } from "./claims.ts";
import { checkConfig, ENDPOINT, refuseOtherEndpoint } from "./config.ts";
import type { EngineLog } from "./engine-log.ts";
import { type Given, operate } from "./lifecycle.ts";
import { type Asked, checkInputs, create, diffOf, type Result, type Run, read, remove, update } from "./operations.ts";

/** What the engine's service does, in plain values; `service.ts` speaks the protocol. */
export interface Provider {
  checkConfig(olds: PlainObject, news: PlainObject): { inputs: PlainObject; reasons: string[] };
  diffConfig(olds: PlainObject, news: PlainObject): string[];
  configure(inputs: PlainObject): void;
  definition(urn: string): Promise<AnyResource>;
  check(urn: string, olds: PlainObject, news: PlainObject): Promise<{ given: Given; reasons: string[] }>;
  diff(asked: Asked): Promise<{ changes: Change[]; outstanding: string[] }>;
  create(asked: Asked): Promise<Result>;
  update(asked: Asked): Promise<Result>;
  read(asked: Asked): Promise<Result | undefined>;
  delete(asked: Asked): Promise<void>;
  invoke(tok: string, args: PlainObject): Promise<{ definition: AnyLookUp; outputs: PlainObject; reasons: string[] }>;
  /** A text without the secrets that this process has seen, of whatever resource: a build may print config vars. */
  mask(text: string): string;
  cancel(): void;
}

export function createProvider(log: EngineLog, env: Environment, phase: () => Phase): Provider {
  const belongings = createBelongings(createClaims(env, phase));
  let made: Promise<Client> | undefined;
  let keyVariable: string | undefined;
  let cancelled = false;
  const { learn, mask } = createMask();
  const connect = async (): Promise<Client> => {
    const { createClient } = await import("../client/heroku.ts");
    const endpoint = endpointOf(env);
    let key: string | undefined;
    const read = () => {
      const found = readKey(endpoint, env, keyVariable);
      learn(secret(found));
      return found;
    };
    const client = createClient({ endpoint, key: () => (key ??= read()), env });
    if (cancelled) client.cancel();
    setTimeout(loadUsual, USUAL_AFTER_MS).unref();
    return client;
  };
  /** Made with the first request: an unchanged preview sends none, and needs no HTTP. */
  const client = () => (made ??= connect());
  const run: Run = async (running, work) => operate({ client: await client(), log, mask }, running, work);
  const seen = <Call extends Asked>(asked: Call): Call => {
    learn(asked.news, asked.oldInputs, asked.olds);
    return asked;
  };
  return {
    checkConfig: (olds, news) => checkConfig(olds, news, endpointOf(env)),
    diffConfig: (olds, news) =>
      olds.keyVariable === news.keyVariable && olds[ENDPOINT] === news[ENDPOINT] ? [] : ["keyVariable"],
    configure(inputs) {
      refuseOtherEndpoint(inputs, endpointOf(env));
      keyVariable = typeof inputs.keyVariable === "string" ? inputs.keyVariable : undefined;
    },
    definition,
    async check(urn, olds, news) {
      const found = await definition(urn);
      learn(olds, seal(found.inputs, news, news));
      const { given, reasons } = await checkInputs(found, olds, news);
      if (reasons.length === 0) reasons.push(...belongings.declare(found, urn, given.inputs));
      return { given, reasons: reasons.map(mask) };
    },
    async diff(asked) {
      const found = await definition(asked.urn);
      belongings.hold(found, asked.urn, asked.id);
      return diffOf(found, seen(asked));
    },
    async create(asked) {
      const found = await definition(asked.urn);
      const result = await create(found, seen(asked), run);
      if (!asked.preview) belongings.hold(found, asked.urn, result.id);
      return result;
    },
    async update(asked) {
      const found = await definition(asked.urn);
      return update(found, belongings.partsLeft(found, seen(asked)), run);
    },
    async read(asked) {
      const found = await definition(asked.urn);
      const result = await read(found, seen(asked), run);
      if (result) belongings.hold(found, asked.urn, result.id);
      return result;
    },
    async delete(asked) {
      const found = await definition(asked.urn);
      // One after another where two names have one object: the second sees what the first has done.
      await belongings.inTurn(`${found.type} ${asked.id}`, async () => {
        const others = belongings.others(found, seen(asked));
        for (const other of others) log.note(asked.urn, `leaves at Heroku what now belongs to "${nameInUrn(other)}"`);
        if (others.length === 0 || isShared(found)) await remove(found, belongings.partsLeft(found, asked), run);
        belongings.release(found, asked, others.length === 0);
      });
    },
    async invoke(tok, args) {
      learn(args);
      return invoke(tok, args, client, (line, text) => log[line]("", mask(text)));
    },
    mask,
    cancel() {
      cancelled = true;
      made?.then(
        (client) => client.cancel(),
        () => undefined,
      );
    },
  };
}

function definition(urn: string): Promise<AnyResource> {
  return loaded(resources, typeInUrn(urn), "resource");
}

/**
 * What most apps consist of. Deletions of an app's parts come layer by layer; while Heroku answers those of the first, what the next
 * ones need is loaded. Where Heroku has answered by then, it is loaded already, or about to be.
 */
const USUAL = ["App", "ConfigVars", "AddOn", "Formation", "Domain", "LogDrain"];
const USUAL_AFTER_MS = 20;

async function loadUsual(): Promise<void> {
  for (const type of USUAL) {
    // Whoever asks for one that can't be loaded is told.
    await resources[`heroku:index:${type}`]?.().catch(() => undefined);
    await nextTurn();
  }
}

/** A definition, by its token; each is loaded when it is first asked for. */
function loaded<D>(definitions: Record<string, () => Promise<D>>, tok: string, kind: string): Promise<D> {
  const load = Object.hasOwn(definitions, tok) ? definitions[tok] : undefined;
  // A provider ends by a signal, which skips the usual write of the compile cache; one that holds nothing new costs nothing.
  if (load) return load().finally(flushCompileCache);
  const all = Object.keys(definitions).join(", ");
  const why = `${tok} is not a ${kind} of this provider; its ${kind}s are ${all}`;
  return Promise.reject(new HerokuFailure("wrong-inputs", why));
}

type Tell = (line: "note" | "warn", text: string) => void;

async function invoke(tok: string, args: PlainObject, client: () => Promise<Client>, tell: Tell) {
  const definition = await loaded(lookUps, tok, "function");
  const { inputs, wrong } = check(definition.inputs, args);
  if (wrong.length > 0) return { definition, outputs: {}, reasons: wrongLines(wrong) };
  const quiet = { urn: "", type: definition.type, timeoutMs: 0, made() {}, forget() {} };
  const lines = { say() {}, note: (text: string) => tell("note", text), warn: (text: string) => tell("warn", text) };
  return {
    definition,
    outputs: await definition.invoke((await client()).heroku({ ...quiet, ...lines }), inputs),
    reasons: [],
  };
}

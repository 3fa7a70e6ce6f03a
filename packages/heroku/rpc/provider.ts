import { endpointOf } from "../client/endpoint.ts";
import { type Client, createClient } from "../client/heroku.ts";
import { readKey } from "../client/key.ts";
import { check } from "../define/check.ts";
import type { AnyLookUp, AnyResource } from "../define/definition.ts";
import type { Change } from "../define/diff.ts";
import { HerokuFailure } from "../define/errors.ts";
import { wrongLines } from "../define/explain.ts";
import { mask } from "../define/secrets.ts";
import { token } from "../define/token.ts";
import type { PlainObject } from "../define/values.ts";
import { lookUps } from "../functions/index.ts";
import { resources } from "../resources/index.ts";
import { checkConfig, ENDPOINT, refuseOtherEndpoint } from "./config.ts";
import type { EngineLog } from "./engine-log.ts";
import { rpcError } from "./failure.ts";
import { type Given, operate } from "./lifecycle.ts";
import { type Asked, checkInputs, create, diffOf, type Result, type Run, read, remove, update } from "./operations.ts";

const definitions = new Map<string, AnyResource>(resources.map((resource) => [token(resource.type), resource]));
const functions = new Map<string, AnyLookUp>(lookUps.map((lookUp) => [token(lookUp.type), lookUp]));

/** The type in a URN: `urn:pulumi:stack::project::parent$type::name`. */
const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** What the engine's service does, in plain values; `service.ts` speaks the protocol. */
export interface Provider {
  checkConfig(olds: PlainObject, news: PlainObject): { inputs: PlainObject; reasons: string[] };
  diffConfig(olds: PlainObject, news: PlainObject): string[];
  configure(inputs: PlainObject): void;
  definition(urn: string): AnyResource;
  check(urn: string, olds: PlainObject, news: PlainObject): Promise<{ given: Given; reasons: string[] }>;
  diff(asked: Asked): { changes: Change[]; outstanding: string[] };
  create(asked: Asked): Promise<Result>;
  update(asked: Asked): Promise<Result>;
  read(asked: Asked): Promise<Result | undefined>;
  delete(asked: Asked): Promise<void>;
  invoke(tok: string, args: PlainObject): Promise<{ definition: AnyLookUp; outputs: PlainObject; reasons: string[] }>;
  cancel(): void;
}

export function createProvider(log: EngineLog, env: NodeJS.ProcessEnv): Provider {
  let made: Client | undefined;
  let keyVariable: string | undefined;
  let cancelled = false;
  const client = (): Client => {
    if (made) return made;
    const endpoint = endpointOf(env);
    let key: string | undefined;
    made = createClient({ endpoint, key: () => (key ??= readKey(endpoint, env, keyVariable)) });
    if (cancelled) made.cancel();
    return made;
  };
  const run: Run = (running, work) => operate({ client: client(), log }, running, work);
  return {
    checkConfig: (olds, news) => checkConfig(olds, news, endpointOf(env)),
    diffConfig: (olds, news) =>
      olds.keyVariable === news.keyVariable && olds[ENDPOINT] === news[ENDPOINT] ? [] : ["keyVariable"],
    configure(inputs) {
      refuseOtherEndpoint(inputs, endpointOf(env));
      keyVariable = typeof inputs.keyVariable === "string" ? inputs.keyVariable : undefined;
    },
    definition,
    check: (urn, olds, news) => checkInputs(definition(urn), olds, news),
    diff: (asked) => diffOf(definition(asked.urn), asked),
    create: (asked) => create(definition(asked.urn), asked, run),
    update: (asked) => update(definition(asked.urn), asked, run),
    read: (asked) => read(definition(asked.urn), asked, run),
    delete: (asked) => remove(definition(asked.urn), asked, run),
    invoke: (tok, args) => invoke(tok, args, client(), log),
    cancel() {
      cancelled = true;
      made?.cancel();
    },
  };
}

function definition(urn: string): AnyResource {
  const found = definitions.get(typeOf(urn));
  if (!found)
    throw new HerokuFailure(
      "wrong-inputs",
      `${typeOf(urn)} is not a resource of this provider; its resources are ${[...definitions.keys()].join(", ")}`,
    );
  return found;
}

async function invoke(tok: string, args: PlainObject, client: Client, log: EngineLog) {
  const definition = functions.get(tok);
  if (!definition)
    throw new HerokuFailure(
      "wrong-inputs",
      `${tok} is not a function of this provider; its functions are ${[...functions.keys()].join(", ")}`,
    );
  const { inputs, wrong } = check(definition.inputs, args);
  if (wrong.length > 0) return { definition, outputs: {}, reasons: wrongLines(wrong) };
  const quiet = { urn: "", type: definition.type, timeoutMs: 0, made() {}, forget() {} };
  const told = (say: EngineLog["note"]) => (text: string) => say("", mask(text, args));
  const lines = { say() {}, note: told(log.note), warn: told(log.warn) };
  try {
    return { definition, outputs: await definition.invoke(client.heroku({ ...quiet, ...lines }), inputs), reasons: [] };
  } catch (error) {
    const failure = rpcError(error);
    throw { ...failure, details: mask(failure.details, args) };
  }
}

import { endpointOf } from "../client/endpoint.ts";
import { type Client, createClient } from "../client/heroku.ts";
import { readKey } from "../client/key.ts";
import { check } from "../define/check.ts";
import type { AnyLookUp, AnyResource } from "../define/definition.ts";
import type { Change } from "../define/diff.ts";
import { HerokuFailure } from "../define/errors.ts";
import { wrongLines } from "../define/explain.ts";
import { createMask } from "../define/mask.ts";
import { seal } from "../define/secrets.ts";
import { token } from "../define/token.ts";
import { type PlainObject, secret } from "../define/values.ts";
import { lookUps } from "../functions/index.ts";
import { resources } from "../resources/index.ts";
import { checkConfig, ENDPOINT, refuseOtherEndpoint } from "./config.ts";
import type { EngineLog } from "./engine-log.ts";
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
  /** A text without the secrets that this process has seen, of whatever resource: a build may print config vars. */
  mask(text: string): string;
  cancel(): void;
}

export function createProvider(log: EngineLog, env: NodeJS.ProcessEnv): Provider {
  let made: Client | undefined;
  let keyVariable: string | undefined;
  let cancelled = false;
  const { learn, mask } = createMask();
  const client = (): Client => {
    if (made) return made;
    const endpoint = endpointOf(env);
    let key: string | undefined;
    const read = () => {
      const found = readKey(endpoint, env, keyVariable);
      learn(secret(found));
      return found;
    };
    made = createClient({ endpoint, key: () => (key ??= read()) });
    if (cancelled) made.cancel();
    return made;
  };
  const run: Run = (running, work) => operate({ client: client(), log, mask }, running, work);
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
      learn(olds, seal(definition(urn).inputs, news, news));
      const { given, reasons } = await checkInputs(definition(urn), olds, news);
      return { given, reasons: reasons.map(mask) };
    },
    diff: (asked) => diffOf(definition(asked.urn), seen(asked)),
    create: (asked) => create(definition(asked.urn), seen(asked), run),
    update: (asked) => update(definition(asked.urn), seen(asked), run),
    read: (asked) => read(definition(asked.urn), seen(asked), run),
    delete: (asked) => remove(definition(asked.urn), seen(asked), run),
    invoke(tok, args) {
      learn(args);
      return invoke(tok, args, client(), (line, text) => log[line]("", mask(text)));
    },
    mask,
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

type Tell = (line: "note" | "warn", text: string) => void;

async function invoke(tok: string, args: PlainObject, client: Client, tell: Tell) {
  const definition = functions.get(tok);
  if (!definition)
    throw new HerokuFailure(
      "wrong-inputs",
      `${tok} is not a function of this provider; its functions are ${[...functions.keys()].join(", ")}`,
    );
  const { inputs, wrong } = check(definition.inputs, args);
  if (wrong.length > 0) return { definition, outputs: {}, reasons: wrongLines(wrong) };
  const quiet = { urn: "", type: definition.type, timeoutMs: 0, made() {}, forget() {} };
  const lines = { say() {}, note: (text: string) => tell("note", text), warn: (text: string) => tell("warn", text) };
  return { definition, outputs: await definition.invoke(client.heroku({ ...quiet, ...lines }), inputs), reasons: [] };
}

import fc from "fast-check";
import type { AnyLookUp, AnyResource } from "../../../packages/heroku/define/definition.ts";
import { allLookUps, allResources } from "../../../packages/heroku/definitions.ts";
import { ResourceProviderService, Struct } from "../../../packages/heroku/rpc/proto.ts";
import { withMarks } from "./marks.ts";
import { shapedAs } from "./shaped.ts";
import { anyJson, anyText, objectOf } from "./texts.ts";
import { withOneWrong } from "./trees.ts";

/** A method of the service, as its definition has it. */
export interface Method {
  path: string;
  responseStream: boolean;
  requestType: new () => Message;
}

/** A message of the protocol, seen as what all of them are. */
interface Message {
  serializeBinary(): Uint8Array;
  [accessor: string]: unknown;
}

export interface ProviderCall {
  method: Method;
  bytes: Uint8Array;
}

export const methods: Method[] = Object.values(ResourceProviderService as unknown as Record<string, Method>);

const [resources, lookUps] = await Promise.all([allResources(), allLookUps()]);

/** Values for fields by the names of their accessors: `news` is what `setNews` takes. */
type Fields = Record<string, fc.Arbitrary<unknown>>;

/** A call of a method, with what it takes or with any bytes. */
export function anyCall(words: readonly string[]): fc.Arbitrary<ProviderCall> {
  const subjects = [
    ...resources.map((each) => ofResource(each, words)),
    ...lookUps.map((each) => ofLookUp(each, words)),
  ];
  const callOf = (method: Method) => {
    const proper = fc.oneof(...subjects.map((fields) => filled(method, fields)));
    const bytes = fc.oneof(
      { weight: 8, arbitrary: proper },
      { weight: 1, arbitrary: filled(method, ofAnything) },
      { weight: 1, arbitrary: fc.tuple(proper, fc.nat(), fc.nat({ max: 255 })).map(oneByteWrong) },
      { weight: 1, arbitrary: anyBytes },
    );
    return bytes.map((sent) => ({ method, bytes: sent }));
  };
  // A cancellation ends everything that follows: it has a place of its own, after all the others.
  const others = methods.filter(({ path }) => !path.endsWith("/Cancel"));
  return fc.oneof(
    { weight: 2, arbitrary: fc.oneof(...others.filter(({ path }) => LIFECYCLE.test(path)).map(callOf)) },
    { weight: 1, arbitrary: fc.oneof(...others.map(callOf)) },
  );
}

function oneByteWrong([bytes, nth, by]: [Uint8Array, number, number]): Uint8Array {
  const changed = new Uint8Array(bytes);
  if (changed.length > 0) changed[nth % changed.length] = by;
  return changed;
}

const LIFECYCLE = /\/(Check|Diff|Create|Read|Update|Delete|Invoke)$/;

export const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  // A string field that says that it is longer than what there is, and a group that nobody closes.
  fc.constantFrom([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], Array(5_000).fill(0x0b)).map((bytes) => new Uint8Array(bytes)),
);

type Schemas = Pick<AnyResource, "type" | "inputs" | "outputs">;

function ofResource({ type, inputs, outputs }: Schemas, words: readonly string[]): Fields {
  const like = (shaped: fc.Arbitrary<unknown>) =>
    fc.oneof(shaped, withMarks(shaped), withMarks(withOneWrong(shaped, anyJson)), fc.constant({}), structs);
  const wanted = like(shapedAs(inputs, words));
  const state = like(
    fc
      .tuple(shapedAs(inputs, words), shapedAs(outputs, words))
      .map(([one, other]) => ({ ...(one as object), ...(other as object) })),
  );
  return {
    urn: fc.oneof(
      { weight: 9, arbitrary: anyText.map((name) => `urn:pulumi:s::p::heroku:index:${type}::${name.toWellFormed()}`) },
      {
        weight: 1,
        arbitrary: fc.oneof(anyText, fc.constantFrom("urn:pulumi:s::p::a$b$heroku:index:Nothing::n", "::::::")),
      },
    ),
    id: fc.oneof(fc.constantFrom(...words, "a/b", "a/b/c", "/", "?", "#", "../account", "%2e%2e/account"), anyText),
    news: wanted,
    properties: fc.oneof(wanted, state),
    args: wanted,
    olds: fc.oneof(state, wanted),
    oldInputs: wanted,
    inputs: wanted,
    timeout: fc.oneof(
      fc.constantFrom(0, 0, 1, -1, 1e-9, 1e9, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
      fc.double(),
    ),
    preview: fc.boolean(),
    ...common,
  };
}

const ofLookUp = ({ type, inputs }: Pick<AnyLookUp, "type" | "inputs">, words: readonly string[]): Fields => {
  const shaped = shapedAs(inputs, words);
  return {
    tok: fc.oneof({ weight: 9, arbitrary: fc.constant(`heroku:index:${type}`) }, { weight: 1, arbitrary: anyText }),
    args: fc.oneof(shaped, withMarks(withOneWrong(shaped, anyJson)), structs),
    ...common,
  };
};

/** Deeper than any program writes; the client's own library bears not much more. */
const DEEP = 500;
const deep = Array.from({ length: DEEP }).reduce<object>((inner) => ({ a: inner }), {});
const wide = objectOf(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, "x".repeat(50)]));

const structs: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 80,
    arbitrary: fc.dictionary(fc.oneof(anyText, fc.constantFrom("app", "name")), withMarks(anyJson), { maxKeys: 4 }),
  },
  { weight: 1, arbitrary: fc.constantFrom(deep, { name: deep }, wide, { vars: wide }) },
);

const common = {
  version: fc.integer(),
  key: anyText,
  provider: anyText,
  name: anyText,
  type: anyText,
  address: fc.constantFrom("", "127.0.0.1:1", "no address", "dns:///nowhere.invalid:1"),
  engineAddress: fc.constantFrom("", "127.0.0.1:1", "\u0000"),
  ignorechangesList: fc.array(anyText, { maxLength: 3 }),
  randomseed: fc.uint8Array({ maxLength: 32 }),
};

const ofAnything: Fields = {
  urn: anyText,
  id: anyText,
  tok: anyText,
  token: anyText,
  news: structs,
  olds: structs,
  args: structs,
  inputs: structs,
  properties: structs,
  oldInputs: structs,
  ...common,
};

/** Messages of a method with those fields that it has. */
function filled({ requestType }: Method, fields: Fields): fc.Arbitrary<Uint8Array> {
  const own = Object.entries(fields).filter(([name]) => typeof new requestType()[`set${upper(name)}`] === "function");
  return fc.record(Object.fromEntries(own)).map((content) => {
    const message = new requestType();
    for (const [name, value] of Object.entries(content)) set(message, upper(name), value);
    return message.serializeBinary();
  });
}

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Sets a field, unless it takes another kind of value. */
function set(message: Message, field: string, value: unknown): void {
  const [setter, getter] = [message[`set${field}`], message[`get${field}`]];
  if (typeof setter !== "function" || typeof getter !== "function") return;
  const before: unknown = getter.call(message);
  const isMessage = before === undefined;
  if (isMessage && (typeof value !== "object" || value === null || Array.isArray(value))) return;
  setter.call(message, isMessage ? structOf(value) : value);
  try {
    message.serializeBinary();
  } catch {
    setter.call(message, before);
  }
}

const structOf = (value: unknown) => Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);

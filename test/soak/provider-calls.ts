import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { grpc, provider as proto } from "../../packages/heroku/rpc/proto.ts";
import { decode, encode } from "../../packages/heroku/rpc/values.ts";
import { anyBytes, anyCall, methods, type ProviderCall } from "./random/calls.ts";
import { apiAt, furnish } from "./random/furnished.ts";
import { CANARY } from "./random/marks.ts";
import { type Outcome, type ProviderProcess, startProviderProcess } from "./random/provider-process.ts";
import { startSandboxProcess } from "./random/sandbox-process.ts";
import { type Documents, wordsIn } from "./random/words.ts";
import { type Count, drawn, type Trial } from "./trial.ts";

/** Calls of one case, which has a provider and a sandbox of its own. */
const CALLS = 500;
const FULL = 20_000;

/** The key is a secret like any other. */
const KEY = `${CANARY}-key`;

export const providerCalls: Trial<number> = {
  name: "provider-calls",
  claim: "Whatever is sent to any method of the provider, it answers, tells no secret and goes on working.",
  async open(count) {
    return {
      cases: drawn(fc.nat({ max: 0x7fffffff }), FULL / CALLS),
      attempt: (seed) => attempt(seed, count),
      async close() {},
    };
  },
};

async function attempt(seed: number, count: Count): Promise<void> {
  const sandbox = await startSandboxProcess(seed);
  const provider = await startProviderProcess({ HEROKU_API_URL: sandbox.address, HEROKU_API_KEY: KEY });
  try {
    await furnish(apiAt(sandbox.address, KEY), "notebook", "paper");
    const documents = (await (await fetch(`${sandbox.address}/_sandbox/state`)).json()) as Documents;
    const calls = fc.sample(anyCall([...wordsIn(documents).all, "site"]), { seed, numRuns: CALLS });
    for (const [number, call] of calls.entries()) await expectAnswer(provider, call, number);
    await stillChecks(provider);
    const cancel = methods.find(({ path }) => path.endsWith("/Cancel"));
    for (const bytes of fc.sample(anyBytes, { seed, numRuns: 3 }))
      if (cancel) await expectAnswer(provider, { method: cancel, bytes }, calls.length);
    await stillChecks(provider);
    count("random calls of the provider", calls.length);
    if (provider.written() !== "") throw new Error(`the provider wrote:\n${provider.written()}`);
  } finally {
    await provider.stop();
    await sandbox.stop();
  }
}

async function expectAnswer(provider: ProviderProcess, call: ProviderCall, number: number): Promise<void> {
  const outcome = await provider.call(call);
  const wrong = wrongWith(call, outcome);
  if (wrong === undefined) return;
  const sent = Buffer.from(call.bytes).toString("base64");
  throw new Error(
    `call ${number} of ${call.method.path}: ${wrong}\n${shown(call)}\n${sent.slice(0, 2_000)}\n${provider.written()}`,
  );
}

/** What ends a call without the provider's having answered it. */
const UNANSWERED: Record<number, string> = {
  [grpc.status.DEADLINE_EXCEEDED]: "no answer in time",
  [grpc.status.UNAVAILABLE]: "the connection broke",
  [grpc.status.CANCELLED]: "the connection broke",
};

/** What is in a state was put there by the provider: of one that it has never written it may say that this is a bug. */
const TAKES_STATE = /\/(Diff|Read|Update|Delete)$/;

const STACK_TRACE = /^\s+at .*:\d+:\d+/m;

function wrongWith({ method }: ProviderCall, { error, replies }: Outcome): string | undefined {
  const texts = error ? [error.details] : replies.flatMap((reply) => told(method.path, reply));
  const text = texts.join("\n");
  if (error && UNANSWERED[error.code] !== undefined) return `${UNANSWERED[error.code]}: ${text}`;
  if (text.includes(CANARY)) return `it tells a secret: ${text}`;
  if (STACK_TRACE.test(text)) return `it shows a stack trace: ${text}`;
  if (text.includes("which is a bug in it") && !TAKES_STATE.test(method.path)) return text;
  if (stripVTControlCharacters(text) !== text) return `it writes control characters: ${JSON.stringify(text)}`;
  return undefined;
}

/** What a reply says to people. */
function told(path: string, reply: Buffer): string[] {
  if (/\/Check(Config)?$/.test(path))
    return proto.CheckResponse.deserializeBinary(reply)
      .getFailuresList()
      .map((each) => each.getReason());
  if (path.endsWith("/Invoke"))
    return proto.InvokeResponse.deserializeBinary(reply)
      .getFailuresList()
      .map((each) => each.getReason());
  if (/\/Diff(Config)?$/.test(path)) {
    const diff = proto.DiffResponse.deserializeBinary(reply);
    return [...diff.getDiffsList(), ...diff.getReplacesList(), ...diff.getDetaileddiffMap().keys()];
  }
  return [];
}

function shown({ method, bytes }: ProviderCall): string {
  try {
    const type = method.requestType as unknown as { deserializeBinary(bytes: Uint8Array): { toObject(): object } };
    const read = type.deserializeBinary(bytes) as { toObject(): object } & Record<string, (() => unknown) | undefined>;
    const structs = ["News", "Olds", "OldInputs", "Inputs", "Properties", "Args"].flatMap((name) => {
      const value = read[`get${name}`]?.() as Parameters<typeof decode>[0];
      return value ? [[name, decode(value)]] : [];
    });
    const plain = {
      urn: read.getUrn?.(),
      id: read.getId?.(),
      timeout: read.getTimeout?.(),
      preview: read.getPreview?.(),
    };
    return JSON.stringify({ ...plain, ...Object.fromEntries(structs) }).slice(0, 4_000);
  } catch (error) {
    return `not a message: ${error instanceof Error ? error.message : error}`;
  }
}

async function stillChecks(provider: ProviderProcess): Promise<void> {
  const method = methods.find(({ path }) => path.endsWith("/Check"));
  const request = new proto.CheckRequest();
  request.setUrn("urn:pulumi:s::p::heroku:index:App::web");
  request.setNews(encode({ name: "example", nam: "x" }));
  const { error, replies } = await provider.call({
    method: method as (typeof methods)[number],
    bytes: request.serializeBinary(),
  });
  const reasons = replies.flatMap((reply) => told("/Check", reply));
  if (error || !reasons.join().includes('did you mean "name"?'))
    throw new Error(`a proper Check is answered with ${error?.details ?? JSON.stringify(reasons)}`);
}

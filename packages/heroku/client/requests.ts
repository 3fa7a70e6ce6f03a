import pRetry from "p-retry";
import { HerokuFailure, Refused, UnknownOutcome } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import { addressOf, type Endpoint } from "./endpoint.ts";
import type { HerokuTime } from "./heroku-time.ts";
import { type Answered, type Http, isTooSlow, neverSent, Unreadable } from "./http.ts";
import type { RateLimit } from "./limit.ts";
import { pause } from "./pause.ts";
import { type Say, whileSaying } from "./while-saying.ts";

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Completes "Heroku refused to …". */
  doing: string;
  body?: unknown;
  range?: string;
  /** Whether sending it twice does no harm, for a POST that makes nothing. */
  repeatable?: boolean;
  /** Tells what it is waiting for. */
  say: Say;
  /** Ends waits between attempts at once. */
  signal: AbortSignal;
  /** Ends a request under way. */
  requestSignal: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Answered["headers"];
  json: unknown;
  /** Of the text that it came as. */
  length: number;
  requestId: string | undefined;
}

export type Requests = (call: Call) => Promise<Answer>;

/** With the pauses between them, about a minute. */
const ATTEMPTS = 10;
/** Where nobody is reached at all, a wrong address is as likely as a passing failure: about ten seconds. */
const UNREACHED_ATTEMPTS = 5;
/** How long failing requests to do one thing may take together; each has time limits of its own. */
const FAILING_MS = 120_000;
/** Pause after the first failed attempt; each later one is longer, up to this many times as long: eight seconds. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE = 32;
const ACCEPT = "application/vnd.heroku+json; version=3";
/** How long to wait after a 429 without a Retry-After: about as many requests refill as are usually under way. */
const RATE_LIMITED_MS = 6_000;
/** As long as Heroku is believed: 75 requests refill in a minute. */
const LONGEST_RATE_LIMITED_MS = 60_000;
/** The whole of an hour's requests has refilled by then. */
const ALL_RATE_LIMITED_MS = 60 * 60_000;

interface At {
  endpoint: Endpoint;
  key: () => string;
  http: Http;
  limit: RateLimit;
  time?: HerokuTime;
  firstPauseMs?: number;
}

/** Requests with the key, retried where that is harmless; an answer of 400 and above is an error. */
export function createRequests(at: At): Requests {
  const { firstPauseMs = FIRST_PAUSE_MS } = at;
  return (call) => {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    let got: Answer | undefined;
    let failingMs = 0;
    let rateLimitedMs = 0;
    const once = async () => {
      await at.limit.turn(call.signal, call.say);
      const began = performance.now();
      try {
        got = await attempt(at, call, body);
        return got;
      } finally {
        failingMs += performance.now() - began;
      }
    };
    const maySucceed = (error: Error, attempts: number): error is Passing =>
      error instanceof Passing &&
      attempts < error.attempts &&
      failingMs < FAILING_MS &&
      rateLimitedMs < ALL_RATE_LIMITED_MS;
    return pRetry(once, {
      retries: ATTEMPTS - 1,
      minTimeout: firstPauseMs,
      factor: 2.5,
      randomize: true,
      maxTimeout: firstPauseMs * LONGEST_PAUSE,
      signal: call.signal,
      // A rate limit is a wait, not a failure: it does not use up attempts.
      shouldConsumeRetry: ({ error }) => !(error instanceof RateLimited),
      async shouldRetry({ error, retriesConsumed }) {
        if (!maySucceed(error, retriesConsumed + 1)) return false;
        call.say(`${error.cause}: trying again to ${call.doing}`);
        if (!(error instanceof RateLimited)) return true;
        rateLimitedMs += error.waitMs;
        await whileSaying(call.say, () => "Heroku's rate limit", pause(error.waitMs, call.signal));
        return true;
      },
    }).catch((error: unknown) => {
      // What has happened has happened, even if the engine has cancelled meanwhile.
      if (got) return got;
      if (call.signal.aborted) throw call.signal.reason;
      throw error instanceof Passing ? error.final : error;
    });
  };
}

/** A failure that another attempt may overcome, and what it is if none does. */
class Passing extends Error {
  override readonly cause: string;
  readonly final: HerokuFailure;
  /** How many attempts it is worth. */
  readonly attempts: number;
  constructor(cause: string, final: HerokuFailure, attempts = ATTEMPTS) {
    super(final.message);
    this.cause = cause;
    this.final = final;
    this.attempts = attempts;
  }
}

class RateLimited extends Passing {
  readonly waitMs: number;
  constructor(final: HerokuFailure, waitMs: number) {
    super(`Heroku's rate limit is reached (${Math.ceil(waitMs / 1000)} s)`, final, Number.POSITIVE_INFINITY);
    this.waitMs = waitMs;
  }
}

async function attempt(at: At, call: Call, body: string | undefined): Promise<Answer> {
  const headers: Record<string, string> = {
    accept: ACCEPT,
    authorization: `Bearer ${at.key()}`,
    "user-agent": "pulumi-heroku/0.1.0",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(call.range ? { range: call.range } : {}),
  };
  const url = addressOf(at.endpoint, call.path);
  let answered: Answered;
  try {
    const sent = at.http.send({ method: call.method, url, headers, body, signal: call.requestSignal });
    answered = await whileSaying(call.say, () => `Heroku to ${call.doing}`, sent);
  } catch (error) {
    throw connectionFailure(call, error, at.endpoint);
  }
  at.limit.saw(answered.headers["ratelimit-remaining"]);
  at.time?.saw(answered.headers.date);
  return settle(call, answered);
}

const repeats = (call: Call) => call.repeatable ?? call.method !== "POST";

function connectionFailure(call: Call, error: unknown, endpoint: Endpoint): Error {
  if (call.requestSignal.aborted) return call.requestSignal.reason as Error;
  const cause =
    error instanceof Error ? error.message || String("code" in error ? error.code : error.name) : String(error);
  if (error instanceof Unreadable) return noAnswer(call, cause);
  const unreachable = new HerokuFailure(
    "unreachable",
    `Heroku (${endpoint.host}) could not be reached to ${call.doing}: ${cause}`,
  );
  if (neverSent(error)) return new Passing(cause, unreachable, UNREACHED_ATTEMPTS);
  if (repeats(call)) return new Passing(cause, unreachable);
  return new UnknownOutcome(call.doing, cause, isTooSlow(error));
}

/** What came back is no answer: of a creation it is then as unknown as after a lost one whether it happened. */
function noAnswer(call: Call, why: string, requestId?: string): HerokuFailure {
  const what = `${why}${requestId ? ` (request id ${requestId})` : ""}`;
  if (!repeats(call)) return new UnknownOutcome(call.doing, `the answer ${what}`);
  return new HerokuFailure("bad-answer", `Heroku's answer to the request to ${call.doing} ${what}`);
}

function settle(call: Call, { status, headers, text }: Answered): Answer {
  const requestId = /^[\w-]{1,64}/.exec(String(headers["request-id"] ?? ""))?.[0];
  if (status >= 300 && status < 400) {
    const to = `a redirect (${status}), which is not followed: the key stays with the host it is for`;
    throw noAnswer(call, `is ${to}`, requestId);
  }
  if (status >= 400) throw failure(call, status, headers, text, requestId);
  return { status, headers, requestId, length: text.length, json: parse(call, text, requestId) };
}

function failure(
  call: Call,
  status: number,
  headers: Answered["headers"],
  text: string,
  requestId: string | undefined,
): Error {
  const { id, message, isHerokus } = errorBody(text, status);
  // A web server that is no Heroku knows nothing of what it says is not there.
  if ((status === 404 || status === 410) && !isHerokus)
    return noAnswer(call, `has status ${status} and is not JSON`, requestId);
  const refused = new Refused(call.doing, status, id, message, requestId);
  if (status === 429) return new RateLimited(refused, retryAfterMs(headers["retry-after"]));
  if (status < 500) return refused;
  const cause = `${status} ${id}${requestId ? `, request id ${requestId}` : ""}`;
  return repeats(call)
    ? new Passing(
        cause,
        new HerokuFailure("unreachable", `Heroku kept failing to ${call.doing}: ${message} (${cause})`),
      )
    : new UnknownOutcome(call.doing, cause);
}

const retryAfterMs = (header: string | string[] | undefined): number => {
  const seconds = Number.parseFloat(String(header));
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_RATE_LIMITED_MS) : RATE_LIMITED_MS;
};

/** Heroku's `{id, message}`; anything else is named by its status, its text is not repeated. */
function errorBody(text: string, status: number): { id: string; message: string; isHerokus: boolean } {
  const unexplained = { id: "no_error_id", message: `the answer has status ${status} and no explanation` };
  if (holdsTooMuch(text)) return { ...unexplained, isHerokus: false };
  try {
    const { id, message } = Object(JSON.parse(text)) as { id?: unknown; message?: unknown };
    if (typeof id !== "string" || typeof message !== "string") return { ...unexplained, isHerokus: true };
    return { id: readable(id), message: readable(message), isHerokus: true };
  } catch {
    // Not JSON: a router's or a proxy's error page.
    return { ...unexplained, isHerokus: false };
  }
}

/** A page of 1,000 items has a third of it. An answer that is short as a text can take a hundred times the room once read. */
const MOST_VALUES = 200_000;
const BEGINS_A_VALUE = new Set([...",[{"].map((char) => char.charCodeAt(0)));

function holdsTooMuch(text: string): boolean {
  let values = 0;
  for (let at = 0; at < text.length && values <= MOST_VALUES; at++)
    if (BEGINS_A_VALUE.has(text.charCodeAt(at))) values += 1;
  return values > MOST_VALUES;
}

function parse(call: Call, text: string, requestId: string | undefined): unknown {
  // What is deleted is deleted, whatever is said about it; some other answers have no content either.
  if (call.method === "DELETE" || text === "") return undefined;
  if (holdsTooMuch(text)) throw noAnswer(call, `holds more than ${MOST_VALUES} values`, requestId);
  try {
    return JSON.parse(text);
  } catch {
    throw noAnswer(call, "is not JSON", requestId);
  }
}

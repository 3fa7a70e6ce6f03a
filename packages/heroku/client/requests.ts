import pRetry from "p-retry";
import { HerokuFailure, Refused, UnknownOutcome } from "../define/errors.ts";
import { addressOf, type Endpoint } from "./endpoint.ts";
import { type Answered, type Http, neverSent, TooLong } from "./http.ts";
import type { RateLimit } from "./limit.ts";
import { pause } from "./pause.ts";

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Completes "Heroku refused to …". */
  doing: string;
  body?: unknown;
  range?: string;
  /** Ends waits between attempts at once. */
  signal: AbortSignal;
  /** Ends a request under way. */
  requestSignal: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Answered["headers"];
  json: unknown;
  requestId: string | undefined;
}

export type Requests = (call: Call) => Promise<Answer>;

const ATTEMPTS = 5;
/** Pause after the first failed attempt; each later one is longer. */
const FIRST_PAUSE_MS = 250;
const ACCEPT = "application/vnd.heroku+json; version=3";
/** How long to wait after a 429 without a Retry-After: about as many requests refill as are usually under way. */
const RATE_LIMITED_MS = 6_000;

interface At {
  endpoint: Endpoint;
  key: () => string;
  http: Http;
  limit: RateLimit;
  firstPauseMs?: number;
}

/** Requests with the key, retried where that is harmless; an answer of 400 and above is an error. */
export function createRequests(at: At): Requests {
  return (call) => {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    let got: Answer | undefined;
    const once = async () => {
      got = await attempt(at, call, body);
      return got;
    };
    return pRetry(once, {
      retries: ATTEMPTS - 1,
      minTimeout: at.firstPauseMs ?? FIRST_PAUSE_MS,
      factor: 2.5,
      randomize: true,
      maxTimeout: 8_000,
      signal: call.signal,
      shouldRetry: ({ error }) => error instanceof Passing,
      // A rate limit is a wait, not a failure: it does not use up attempts.
      shouldConsumeRetry: ({ error }) => !(error instanceof RateLimited),
      onFailedAttempt: ({ error }) => (error instanceof RateLimited ? pause(error.waitMs, call.signal) : undefined),
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
  readonly final: HerokuFailure;
  constructor(final: HerokuFailure) {
    super(final.message);
    this.final = final;
  }
}

class RateLimited extends Passing {
  readonly waitMs: number;
  constructor(final: HerokuFailure, waitMs: number) {
    super(final);
    this.waitMs = waitMs;
  }
}

async function attempt(at: At, call: Call, body: string | undefined): Promise<Answer> {
  await at.limit.turn(call.signal);
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
    answered = await at.http.send({ method: call.method, url, headers, body, signal: call.requestSignal });
  } catch (error) {
    throw connectionFailure(call, error, at.endpoint);
  }
  at.limit.saw(answered.headers["ratelimit-remaining"]);
  return settle(call, answered);
}

const repeats = (call: Call) => call.method !== "POST";

function connectionFailure(call: Call, error: unknown, endpoint: Endpoint): Error {
  if (call.requestSignal.aborted) return call.requestSignal.reason as Error;
  const cause =
    error instanceof Error ? error.message || String("code" in error ? error.code : error.name) : String(error);
  if (error instanceof TooLong)
    return new HerokuFailure("bad-answer", `Heroku's answer to the request to ${call.doing} can't be read: ${cause}`);
  const unreachable = new HerokuFailure(
    "unreachable",
    `Heroku (${endpoint.host}) could not be reached to ${call.doing}: ${cause}`,
  );
  if (repeats(call) || neverSent(error)) return new Passing(unreachable);
  return new UnknownOutcome(call.doing, cause);
}

function settle(call: Call, { status, headers, text }: Answered): Answer {
  const requestId = String(headers["request-id"] ?? "").split(",")[0] || undefined;
  if (status >= 300 && status < 400 && status !== 304) {
    const to = `a redirect (${status}), which is not followed: the key stays with the host it is for`;
    throw new HerokuFailure("bad-answer", `Heroku's answer to the request to ${call.doing} is ${to}`);
  }
  if (status >= 400) throw failure(call, status, headers, text, requestId);
  return { status, headers, requestId, json: parse(call, text, requestId) };
}

function failure(
  call: Call,
  status: number,
  headers: Answered["headers"],
  text: string,
  requestId: string | undefined,
): Error {
  const { id, message } = errorBody(text, status);
  const refused = new Refused(call.doing, status, id, message, requestId);
  if (status === 429) return new RateLimited(refused, retryAfterMs(headers["retry-after"]));
  if (status < 500) return refused;
  const cause = `${status} ${id}${requestId ? `, request id ${requestId}` : ""}`;
  return repeats(call)
    ? new Passing(new HerokuFailure("unreachable", `Heroku kept failing to ${call.doing}: ${message} (${cause})`))
    : new UnknownOutcome(call.doing, cause);
}

const retryAfterMs = (header: string | string[] | undefined): number => {
  const seconds = Number.parseFloat(String(header));
  return Number.isFinite(seconds) ? Math.min(seconds, 120) * 1000 : RATE_LIMITED_MS;
};

/** Heroku's `{id, message}`; anything else is named by its status, its text is not repeated. */
function errorBody(text: string, status: number): { id: string; message: string } {
  try {
    const body = JSON.parse(text) as { id?: unknown; message?: unknown } | null;
    if (typeof body?.id === "string" && typeof body.message === "string") return { id: body.id, message: body.message };
  } catch {
    // Not JSON: a router's or a proxy's error page.
  }
  return { id: "no_error_id", message: `the answer has status ${status} and no explanation` };
}

function parse(call: Call, text: string, requestId: string | undefined): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    const where = requestId ? ` (request id ${requestId})` : "";
    throw new HerokuFailure("bad-answer", `Heroku's answer to the request to ${call.doing} is not JSON${where}`);
  }
}

import type { MiddlewareHandler } from "hono";
import { type Clock, timestamp } from "../clock.ts";
import type { Env } from "../http/api.ts";
import type { Fault } from "./faults.ts";

export interface LoggedRequest {
  method: string;
  /** Without the query. */
  path: string;
  /** 0 if the connection was closed without an answer. */
  status: number;
  time: string;
}

/** A request with what people ask about it on the sandbox's page. */
export interface RecentRequest {
  request: LoggedRequest;
  /** Its account's id; none of a request with no key, or with one that opens nothing yet. */
  account?: string | undefined;
  /** The faults that struck it. */
  faults: readonly Fault[];
  /** When it came, and how long its answer took so far as there is one, in milliseconds. */
  at: number;
  ms?: number;
}

export interface RequestLog {
  list(): readonly LoggedRequest[];
  /** The last ones, in the order in which they came. */
  recent(): readonly RecentRequest[];
  /** Another number whenever something is logged or cleared. */
  version(): number;
  clear(): void;
  middleware: MiddlewareHandler<Env>;
}

/** Enough for any test; the oldest go first. */
const KEPT = 100_000;
const KEPT_RECENT = 1000;

/** Uploads and streams: at Heroku these are other hosts' addresses, not requests to the API. */
const ELSEWHERE = /^\/(sources|streams)\/./;

/** `accountOf` is asked for those that a fault or a wrong path kept from being authenticated. */
export function requestLog(
  clock: Clock,
  accountOf: (authorization: string | undefined) => string | undefined,
): RequestLog {
  let requests: LoggedRequest[] = [];
  let recent: RecentRequest[] = [];
  let version = 0;
  return {
    list: () => requests,
    recent: () => recent,
    version: () => version,
    clear() {
      requests = [];
      recent = [];
      version += 1;
    },
    middleware: async (context, next) => {
      if (ELSEWHERE.test(context.req.path)) return next();
      const at = clock.now();
      const request = { method: context.req.method, path: context.req.path, status: 0, time: timestamp(at) };
      const entry: RecentRequest = { request, faults: [], at };
      requests.push(request);
      if (requests.length > KEPT) requests.shift();
      recent.push(entry);
      if (recent.length > KEPT_RECENT) recent.shift();
      try {
        await next();
        request.status = context.res.status;
      } finally {
        // There may be no account, whatever the type says.
        entry.account = context.get("account")?.id ?? accountOf(context.req.header("Authorization"));
        entry.faults = context.get("faults") ?? [];
        entry.ms = clock.now() - at;
        version += 1;
      }
    },
  };
}

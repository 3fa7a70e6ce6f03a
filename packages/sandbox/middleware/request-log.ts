import type { MiddlewareHandler } from "hono";
import { type Clock, timestamp } from "../clock.ts";
import type { Env } from "../http/api.ts";

export interface LoggedRequest {
  method: string;
  /** Without the query. */
  path: string;
  /** 0 if the connection was closed without an answer. */
  status: number;
  time: string;
}

export interface RequestLog {
  list(): readonly LoggedRequest[];
  clear(): void;
  middleware: MiddlewareHandler<Env>;
}

/** Enough for any test; the oldest go first. */
const KEPT = 100_000;

/** Uploads and streams: at Heroku these are other hosts' addresses, not requests to the API. */
const ELSEWHERE = /^\/(sources|streams)\/./;

export function requestLog(clock: Clock): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    list: () => requests,
    clear() {
      requests = [];
    },
    middleware: async (context, next) => {
      if (ELSEWHERE.test(context.req.path)) return next();
      const entry = { method: context.req.method, path: context.req.path, status: 0, time: timestamp(clock.now()) };
      requests.push(entry);
      if (requests.length > KEPT) requests.shift();
      await next();
      entry.status = context.res.status;
    },
  };
}

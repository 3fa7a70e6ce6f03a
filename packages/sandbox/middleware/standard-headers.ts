import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Env } from "../http/api.ts";

/** The headers that every answer has. The values of Vary and Cache-Control are (unverified). */
export const standardHeaders: MiddlewareHandler<Env> = async (context, next) => {
  await next();
  const headers = context.res.headers;
  const passedOn = context.req.header("Request-Id");
  headers.set("Request-Id", [passedOn, randomUUID()].filter(Boolean).join(","));
  headers.set("Vary", "Authorization, Accept-Encoding");
  headers.set("Cache-Control", "private, no-cache");
  headers.set("Oauth-Scope", "global");
  headers.set("Oauth-Scope-Accepted", "global");
  const left = context.get("requestsLeft");
  if (left === undefined) return;
  headers.set("RateLimit-Remaining", String(left));
  headers.set("RateLimit-Multiplier", "1");
};

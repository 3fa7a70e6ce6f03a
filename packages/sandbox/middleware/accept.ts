import type { MiddlewareHandler } from "hono";
import { notAcceptable } from "../errors.ts";
import type { Env } from "../http/api.ts";

const MESSAGE =
  "The version specified in the Accept header is unavailable. Use `application/vnd.heroku+json; version=3`.";

/** `version=3` and its variants (`3.sdk`, `3.pipelines` …). */
const VERSION_3 = /^application\/vnd\.heroku\+json\s*;\s*version="?3(\.[\w.-]+)?"?\s*(;.*)?$/i;

/** The Data API has no versions in its Accept header (unverified). */
const DATA_PATHS = /^\/(client|postgres|data|redis)\//;

export const requireVersion3: MiddlewareHandler<Env> = async (context, next) => {
  const types = (context.req.header("Accept") ?? "").split(",");
  const acceptable = DATA_PATHS.test(context.req.path) || types.some((type) => VERSION_3.test(type.trim()));
  if (!acceptable) throw notAcceptable(MESSAGE);
  await next();
};

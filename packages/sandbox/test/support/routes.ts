import { Hono } from "hono";
import { manualClock } from "../../clock.ts";
import type { Api } from "../../http/api.ts";
import { rateLimiter } from "../../middleware/rate-limit.ts";
import { registerRoutes } from "../../routes/index.ts";

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
}

/** Every route that needs a key, as the sandbox registers it. */
export function guardedRoutes(): Route[] {
  const routes: Route[] = [];
  const record = (method: Route["method"]) => (path: string) => void routes.push({ method, path });
  const clock = manualClock();
  const api: Api = {
    get: record("GET"),
    post: record("POST"),
    put: record("PUT"),
    patch: record("PATCH"),
    delete: record("DELETE"),
    onTask() {},
    onAppDelete() {},
    appDeleteHooks: [],
    open: new Hono(),
    clock,
    transact() {
      throw new Error("routes are only counted here");
    },
  };
  registerRoutes(api, { limiter: rateLimiter(clock, 1) });
  return routes;
}

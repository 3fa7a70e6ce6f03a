import type { MiddlewareHandler } from "hono";
import type { Env } from "../http/api.ts";
import type { Controlled } from "./control.ts";

/** The page for people. Its code is loaded with the first request for it: those who want the API only start without it. */
export function pageOf(controlled: Controlled): MiddlewareHandler<Env> {
  const load = async () => (await import("../page/index.ts")).createPage(controlled);
  let page: ReturnType<typeof load> | undefined;
  return async (context) => {
    page ??= load();
    return (await page).fetch(context.req.raw, context.env);
  };
}

/** Leaves alone whoever is no browser: browsers ask for HTML by name, and no client of the API does. */
export function forBrowsers(handler: MiddlewareHandler<Env>): MiddlewareHandler<Env> {
  return (context, next) => {
    const isBrowser = context.req.method === "GET" && context.req.header("Accept")?.includes("text/html");
    return isBrowser ? handler(context, next) : next();
  };
}

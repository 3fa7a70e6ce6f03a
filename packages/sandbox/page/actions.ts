import { type Context, Hono } from "hono";
import type { Env } from "../http/api.ts";
import { textWithin } from "../http/body.ts";
import { LIMITS } from "../limits.ts";
import { type Controlled, forgetEverything, rateLimitSchema } from "../middleware/control.ts";
import { faultIn } from "./fault-form.ts";
import type { Outcome } from "./faults.ts";
import { BASE } from "./parts.ts";

/** A page that tells what was wrong with a form. */
export type Refuse = (outcome: Outcome) => Response;

/** What the forms of the page do. Each leads back to a page, so that reloading it does nothing twice. */
export function actions(controlled: Controlled, refuse: Refuse): Hono<Env> {
  const { faults, limiter, requests } = controlled;
  const routes = new Hono<Env>();
  routes.post("/faults", async (context) => {
    const wanted = faultIn(await formOf(context));
    if (!("fault" in wanted)) return refuse({ fault: wanted });
    faults.add(wanted.fault);
    return done(context, "set");
  });
  routes.post("/faults/clear", async (context) => {
    const { id } = await formOf(context);
    if (id === undefined) faults.set([]);
    else faults.remove(Number(id));
    return done(context, id === undefined ? "all-cleared" : "cleared");
  });
  routes.post("/rate-limit", async (context) => {
    const { perHour, left } = await formOf(context);
    const wanted = rateLimitSchema.safeParse({ perHour: numberIn(perHour), left: numberIn(left) });
    if (!wanted.success)
      return refuse({ limit: "The rate limit is as before: it takes whole numbers, at least 1 an hour and 0 left." });
    limiter.set(wanted.data.perHour, wanted.data.left);
    return done(context, "limit");
  });
  routes.post("/reset", async (context) => {
    const { sure } = await formOf(context);
    if (sure !== "yes") return refuse({ reset: "Nothing is forgotten: say that you are sure, by the box below." });
    forgetEverything(controlled);
    return done(context, "reset");
  });
  routes.post("/requests/clear", (context) => {
    requests.clear();
    return context.redirect(`${BASE}/requests`, 303);
  });
  return routes;
}

const done = (context: Context<Env>, what: string): Response => context.redirect(`${BASE}/faults?done=${what}`, 303);

const numberIn = (text: string | undefined): number => (text?.trim() ? Number(text) : Number.NaN);

async function formOf(context: Context<Env>): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await textWithin(context.req.raw, LIMITS.bodyBytes)));
}

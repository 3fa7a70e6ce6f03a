import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { badRequest, noSuchEndpoint } from "../errors.ts";
import type { Env } from "../http/api.ts";
import { parseJson, textWithin } from "../http/body.ts";
import { LIMITS } from "../limits.ts";
import { requestPeering, serializePeering } from "../model/peering.ts";
import { switchFeatures } from "../model/team-feature.ts";
import type { Platform } from "../platform.ts";
import type { Store } from "../store/collection.ts";
import { type Faults, faultSchema } from "./faults.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { RequestLog } from "./request-log.ts";
import { requireThisMachine } from "./this-machine.ts";

export interface Controlled {
  clock: Clock;
  requests: RequestLog;
  faults: Faults;
  limiter: RateLimiter;
  store: Store;
  settle(): void;
  /** Settles what is due, then does the work in one transaction. */
  transact<T>(work: (platform: Platform) => T): T;
}

/** Requests an hour, and how many of them each account has left now. */
export const rateLimitSchema = z.strictObject({ perHour: z.int().positive(), left: z.int().nonnegative() });

/** What AWS's side says of a peering that it requests; what is left out is made up. */
const peeringSchema = z.strictObject({
  space: z.string(),
  pcx_id: z
    .string()
    .regex(/^pcx-[0-9a-z]+$/)
    .optional(),
  cidr_blocks: z.array(z.cidrv4()).optional(),
  aws_vpc_id: z.string().optional(),
  aws_region: z.string().optional(),
  aws_account_id: z.string().optional(),
});

/** The sandbox's own paths below `/_sandbox`: no key, not counted, never limited, and reachable from this machine only. */
export function controlRoutes(controlled: Controlled, page: MiddlewareHandler<Env>): Hono<Env> {
  const { requests, faults, limiter, store, settle, transact } = controlled;
  const control = new Hono<Env>();
  control.use(requireThisMachine);
  control.all("/page/*", page);
  control.get("/requests", (context) => context.json(requests.list()));
  control.delete("/requests", (context) => {
    requests.clear();
    return context.json([]);
  });
  control.put("/faults", async (context) => {
    const wanted = await bodyOf(context.req.raw, z.array(faultSchema));
    faults.set(wanted);
    return context.json(wanted);
  });
  control.put("/rate-limit", async (context) => {
    const wanted = await bodyOf(context.req.raw, rateLimitSchema);
    limiter.set(wanted.perHour, wanted.left);
    return context.json(wanted);
  });
  control.put("/team-features/:team", async (context) => {
    const wanted = await bodyOf(context.req.raw, z.record(z.string(), z.boolean()));
    const { features } = transact((platform) => switchFeatures(platform, context.req.param("team"), wanted));
    return context.json(features);
  });
  control.post("/peerings", async (context) => {
    const wanted = await bodyOf(context.req.raw, peeringSchema);
    return context.json(transact((platform) => serializePeering(requestPeering(platform, wanted))));
  });
  control.post("/reset", (context) => {
    forgetEverything(controlled);
    return context.json({});
  });
  control.get("/state", (context) => {
    settle();
    return context.json(store.dump());
  });
  control.all("*", () => {
    throw noSuchEndpoint();
  });
  return control;
}

export function forgetEverything({ store, requests, faults, limiter }: Controlled): void {
  store.transaction(() => store.clear());
  requests.clear();
  faults.set([]);
  limiter.clear();
}

async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const wanted = schema.safeParse(parseJson(await textWithin(request, LIMITS.bodyBytes)));
  if (!wanted.success) throw badRequest(z.prettifyError(wanted.error));
  return wanted.data;
}

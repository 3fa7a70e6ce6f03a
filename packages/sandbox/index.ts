import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { ZodType } from "zod";
import { type Clock, systemClock } from "./clock.ts";
import { HerokuError, noSuchEndpoint } from "./errors.ts";
import { createApi, type Env } from "./http/api.ts";
import { LIMITS, type Limits, PROVISION_MS, RATE_LIMIT_PER_HOUR } from "./limits.ts";
import { requireVersion3 } from "./middleware/accept.ts";
import { authenticate, knownAccount } from "./middleware/authenticate.ts";
import { type Controlled, controlRoutes } from "./middleware/control.ts";
import { Dropped, faultInjector } from "./middleware/faults.ts";
import { forBrowsers, pageOf } from "./middleware/page.ts";
import { limitRate, rateLimiter } from "./middleware/rate-limit.ts";
import { requestLog } from "./middleware/request-log.ts";
import { standardHeaders } from "./middleware/standard-headers.ts";
import { requireThisMachine } from "./middleware/this-machine.ts";
import { collections } from "./model/index.ts";
import type { Platform, World } from "./platform.ts";
import { registerRoutes } from "./routes/index.ts";
import type { Store } from "./store/collection.ts";
import { openStore } from "./store/sqlite.ts";

export { type Clock, type ManualClock, manualClock, systemClock } from "./clock.ts";

export interface SandboxOptions {
  clock?: Clock;
  /** The same seed gives the same ids in the same order. */
  seed?: string | number | undefined;
  /** Folder that keeps what the sandbox holds; without it everything is in memory. */
  dataDir?: string | undefined;
  provisionMs?: number;
  /** Requests an hour an account. */
  rateLimit?: number;
  limits?: Partial<Limits>;
  /** Stands around every request that is served, as a test's eye on what others send. */
  around?: (fetch: Fetch) => Fetch;
}

export interface Route {
  method: string;
  /** Its parameters have a colon: `/apps/:app`. */
  path: string;
  /** What its body has to be; none where it reads none, or reads it by itself. */
  body?: ZodType;
}

export type Fetch = (request: Request) => Promise<Response>;

export interface Sandbox {
  /** Answers a request without a socket. A dropped connection rejects, as with the global `fetch`. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Serves on 127.0.0.1; 0 picks a free port. Resolves to the port. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
  readonly store: Store;
  /** Every route that answers, the control paths too, but none of the page for people. */
  readonly routes: readonly Route[];
  /** Work on the sandbox's world in one transaction, after what has become due. */
  transact<T>(work: (platform: Platform) => T): T;
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const clock = options.clock ?? systemClock;
  const seed = String(options.seed ?? randomBytes(8).toString("hex"));
  const store = openStore({ dataDir: options.dataDir, collections });
  const world: World = {
    store,
    clock,
    seed,
    limits: { ...LIMITS, ...options.limits },
    provisionMs: options.provisionMs ?? PROVISION_MS,
  };
  const requests = requestLog(clock, (authorization) => knownAccount(world, authorization));
  const faults = faultInjector(clock, seed);
  const limiter = rateLimiter(clock, options.rateLimit ?? RATE_LIMIT_PER_HOUR);

  const app = new Hono<Env>();
  const open = new Hono<Env>();
  const guarded = new Hono<Env>();
  const guards = [requireVersion3, authenticate(world), limitRate(limiter)];
  const api = createApi({ world, guarded, guards, open });
  registerRoutes(api, { limiter });

  const { settle, transact } = api;
  const controlled: Controlled = { clock, requests, faults, limiter, store, settle, transact };
  const page = pageOf(controlled);
  app.route("/_sandbox", controlRoutes(controlled, page));
  // Heroku's API has nothing at `/`: only who asks for HTML there gets the page, all others what they always got.
  app.use("/", forBrowsers(requireThisMachine), forBrowsers(page));
  app.use(requests.middleware, standardHeaders, faults.middleware);
  app.route("/", open);
  app.route("/", guarded);
  app.notFound((context) => errorResponse(context.req.path, noSuchEndpoint()));
  app.onError((error, context) => errorResponse(context.req.path, error));

  const server = serving(app, options.around ?? ((fetch) => fetch));
  return {
    ...server,
    async close() {
      await server.close();
      store.close();
    },
    store,
    routes: routesOf(app, api.bodies),
    transact: api.transact,
  };
}

/** Hono lists a route once for each of its handlers, and every middleware as one for ALL methods. */
function routesOf(app: Hono<Env>, bodies: ReadonlyMap<string, ZodType>): Route[] {
  const names = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  return [...new Set(names)].map((name) => {
    const [method = "", path = ""] = name.split(" ");
    const body = bodies.get(name);
    return { method, path, ...(body ? { body } : {}) };
  });
}

function errorResponse(path: string, error: unknown): Response {
  if (error instanceof Dropped) throw error;
  const known = error instanceof HerokuError ? error : internalError(path, error);
  return Response.json(known.body, { status: known.status, headers: known.details.headers ?? {} });
}

/** A mistake of the sandbox's own. The request's body may hold secrets and is not shown. */
function internalError(path: string, error: unknown): HerokuError {
  console.error(`sandbox: ${path}:`, error);
  return new HerokuError(500, "internal_server_error", "The sandbox failed; see its standard error.");
}

/** Longer than clients keep idle connections, so that none is closed under a request. */
const KEEP_ALIVE_MS = 60_000;

/** Tells @hono/node-server that there is nobody to answer. */
const ALREADY_CLOSED = new Response(null, { headers: { "x-hono-already-sent": "true" } });

function serving(app: Hono<Env>, around: (fetch: Fetch) => Fetch): Pick<Sandbox, "fetch" | "listen" | "close"> {
  const answer = async (request: Request, bindings: unknown) => {
    try {
      return await around(async (sent) => app.fetch(sent, bindings as Env["Bindings"]))(request);
    } catch (error) {
      if (error instanceof Dropped) return ALREADY_CLOSED;
      throw error;
    }
  };
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  return {
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          const address = server.address();
          resolve(typeof address === "object" && address ? address.port : port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import type { Context, Hono, MiddlewareHandler } from "hono";
import type { ZodType } from "zod";
import type { Clock } from "../clock.ts";
import { HerokuError } from "../errors.ts";
import type { Fault } from "../middleware/faults.ts";
import type { Account } from "../model/account.ts";
import type { App } from "../model/app.ts";
import { type Platform, platformAt, settle, type TaskHandler, type World } from "../platform.ts";
import { parseBody, parseJson, textWithin } from "./body.ts";
import { Answer, type Call } from "./call.ts";
import { etagOf, isUnchanged, lastModified, requireMatch } from "./conditional.ts";
import { type Fields, page } from "./ranges.ts";

/** What Hono carries along a request. `incoming` is there when the request came over a socket. */
export interface Env {
  Variables: { account: Account; requestsLeft?: number; faults?: readonly Fault[] };
  Bindings: { incoming?: { socket: { destroy(): void; remoteAddress?: string } } } | undefined;
}

export type AppHook = (call: Call, app: App) => void;

type Handler<Body> = (call: Call<Body>) => unknown;

export interface RegisterWrite {
  (path: string, handler: Handler<undefined>): void;
  <Body>(path: string, schema: ZodType<Body>, handler: Handler<Body>): void;
}

/** What a file in `routes/` registers its noun with. Handlers are synchronous: each runs in one transaction. */
export interface Api {
  get(path: string, handler: Handler<undefined>): void;
  post: RegisterWrite;
  put: RegisterWrite;
  patch: RegisterWrite;
  delete: RegisterWrite;
  /** Applies what has become due: see `Platform.later`. */
  onTask(kind: string, handler: TaskHandler): void;
  /** Called in the transaction that deletes an app, before its documents go. */
  onAppDelete(hook: AppHook): void;
  readonly appDeleteHooks: readonly AppHook[];
  /** For what needs no key (signed addresses, streams): plain Hono routes; `transact` reaches the store from there. */
  readonly open: Hono<Env>;
  readonly clock: Clock;
  /** Settles what is due, then does the work in one transaction. */
  transact<T>(work: (platform: Platform) => T): T;
}

interface Route {
  method: string;
  path: string;
  schema: ZodType | undefined;
  handler: Handler<unknown>;
}

interface Parts {
  world: World;
  /** Takes the routes that need a key; `guards` go before each. */
  guarded: Hono<Env>;
  guards: MiddlewareHandler<Env>[];
  open: Hono<Env>;
}

export interface Registrar extends Api {
  settle(): void;
  /** What the bodies of writes have to be, by `PATCH /apps/:app`. */
  readonly bodies: ReadonlyMap<string, ZodType>;
}

export function createApi({ world, guarded, guards, open }: Parts): Registrar {
  const tasks = new Map<string, TaskHandler>();
  const appDeleteHooks: AppHook[] = [];
  const reads = new Map<string, Route>();
  const bodies = new Map<string, ZodType>();

  function register(route: Route): void {
    if (route.schema) bodies.set(`${route.method} ${route.path}`, route.schema);
    if (route.method === "GET") reads.set(route.path, route);
    guarded.on(route.method, [route.path], ...guards, async (context) => {
      const text = route.method === "GET" ? "" : await textWithin(context.req.raw, world.limits.bodyBytes);
      settle(world, tasks);
      return world.store.transaction(() => respond(context, route, text));
    });
  }

  function respond(context: Context<Env>, route: Route, text: string): Response {
    const call = callOf(context, route);
    requireMatch(call.headers, () => currentEtag(context, route.path));
    const body = route.schema ? parseBody(route.schema, parseJson(text)) : undefined;
    const answer = answerOf(route.handler({ ...call, body }));
    if (route.method !== "GET") noteWrite(call);
    return responseOf(call, answer);
  }

  function callOf(context: Context<Env>, { method }: Pick<Route, "method">): Call<undefined> & { noted(): boolean } {
    const account = context.get("account");
    const platform = platformAt(world, world.clock.now());
    let noted = false;
    return {
      ...platform,
      note(line, about) {
        noted = true;
        platform.note(line, about);
      },
      noted: () => noted,
      account,
      method,
      url: new URL(context.req.url),
      headers: context.req.raw.headers,
      body: undefined,
      param(name) {
        const value = context.req.param(name);
        if (value === undefined) throw new Error(`the route has no parameter ${name}`);
        return value;
      },
    };
  }

  /** The ETag that a GET of the same path would have now. */
  function currentEtag(context: Context<Env>, path: string): string | undefined {
    const read = reads.get(path);
    if (!read) return undefined;
    try {
      return etagOf(JSON.stringify(answerOf(read.handler(callOf(context, read))).body));
    } catch (error) {
      if (error instanceof HerokuError) return undefined;
      throw error;
    }
  }

  const write =
    (method: string): RegisterWrite =>
    (path: string, ...rest: [Handler<undefined>] | [ZodType, Handler<never>]) => {
      const [schema, handler] = rest.length === 1 ? [undefined, rest[0]] : rest;
      register({ method, path, schema, handler: handler as Handler<unknown> });
    };

  return {
    get: (path, handler) => register({ method: "GET", path, schema: undefined, handler: handler as Handler<unknown> }),
    post: write("POST"),
    put: write("PUT"),
    patch: write("PATCH"),
    delete: write("DELETE"),
    onTask: (kind, handler) => void tasks.set(kind, handler),
    onAppDelete: (hook) => void appDeleteHooks.push(hook),
    appDeleteHooks,
    open,
    clock: world.clock,
    transact(work) {
      settle(world, tasks);
      return world.store.transaction(() => work(platformAt(world, world.clock.now())));
    },
    settle: () => settle(world, tasks),
    bodies,
  };
}

/**
 * A list as `Range` asks for it. The first of `fields` is the order without a `Range`. With `serialize` only the items of
 * the page are serialized; they must have the fields already.
 */
export function paged<T extends object>(
  call: Call,
  items: readonly T[],
  fields: Fields = ["id"],
  serialize: (item: T) => object = (item) => item,
): Answer {
  const { status, items: shown, headers } = page(items, fields, call.headers.get("Range"));
  return new Answer(status, shown.map(serialize), headers);
}

function answerOf(result: unknown): Answer {
  return result instanceof Answer ? result : new Answer(200, result);
}

function responseOf(call: Call, answer: Answer): Response {
  const body = JSON.stringify(answer.body);
  const headers = new Headers({ ...answer.headers, "Content-Type": "application/json" });
  const modified = lastModified(answer.body);
  if (modified !== undefined) headers.set("Last-Modified", modified);
  const etag = etagOf(body);
  headers.set("ETag", etag);
  if (call.method === "GET" && isUnchanged(call.headers, etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { status: answer.status, headers });
}

function noteWrite(call: Call & { noted(): boolean }): void {
  if (!call.noted()) call.note(`${call.method} ${call.url.pathname}`, { account: call.account.id });
}

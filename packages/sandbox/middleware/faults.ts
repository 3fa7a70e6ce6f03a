import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { type ErrorId, HerokuError } from "../errors.ts";
import type { Env } from "../http/api.ts";
import { fractionOf } from "../ids.ts";

/** What goes wrong on purpose: `PUT /_sandbox/faults` takes a list of these. */
export const faultSchema = z
  .strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "*"]),
    path: z.string().refine(isRegularExpression, "is not a regular expression"),
    /** Only the nth matching request, counted from 1 … */
    nth: z.int().positive().optional(),
    /** … or each with this probability. Without both: every matching request. */
    rate: z.number().min(0).max(1).optional(),
    kind: z.enum(["status", "drop-before", "drop-after", "delay"]),
    status: z.int().min(400).max(599).optional(),
    ms: z.int().nonnegative().optional(),
    /** A delay of this kind is a random one between `ms` and this. */
    msMax: z.int().nonnegative().optional(),
    /** Of kind status and delay: the request takes effect at once, and only its answer is wrong or late. */
    after: z.boolean().optional(),
  })
  .refine((fault) => fault.nth === undefined || fault.rate === undefined, "has both nth and rate")
  .refine((fault) => fault.kind !== "status" || fault.status !== undefined, "of kind status needs a status")
  .refine((fault) => fault.kind !== "delay" || fault.ms !== undefined, "of kind delay needs ms")
  .refine((fault) => fault.msMax === undefined || fault.msMax >= (fault.ms ?? 0), "has an msMax below its ms")
  .refine(
    ({ kind, after }) => after === undefined || kind === "status" || kind === "delay",
    "of this kind has no after",
  );

export type Fault = z.infer<typeof faultSchema>;

/** The connection is to close without an answer. Outside a socket the fetch itself fails with this. */
export class Dropped extends TypeError {
  constructor() {
    super("fetch failed: the sandbox closed the connection, as its faults ask for");
    this.name = "Dropped";
  }
}

export interface Faults {
  set(faults: Fault[]): void;
  middleware: MiddlewareHandler<Env>;
}

export function faultInjector(clock: Clock, seed: string): Faults {
  let armed: { fault: Fault; path: RegExp; seen: number }[] = [];
  let draws = 0;
  const draw = () => fractionOf(`${seed}:fault:${++draws}`);
  const delayOf = ({ ms = 0, msMax = ms }: Fault) => (msMax === ms ? ms : Math.round(ms + draw() * (msMax - ms)));

  function strikes(method: string, path: string): Fault[] {
    const struck: Fault[] = [];
    for (const candidate of armed) {
      const { fault } = candidate;
      if ((fault.method !== "*" && fault.method !== method) || !candidate.path.test(path)) continue;
      candidate.seen += 1;
      if (fault.nth !== undefined && candidate.seen !== fault.nth) continue;
      if (fault.rate !== undefined && draw() >= fault.rate) continue;
      struck.push(fault);
    }
    return struck;
  }

  return {
    set(faults) {
      armed = faults.map((fault) => ({ fault, path: new RegExp(fault.path), seen: 0 }));
      draws = 0;
    },
    middleware: async (context, next) => {
      const struck = strikes(context.req.method, context.req.path);
      await strike(struck.filter((fault) => !isAfter(fault)));
      await next();
      await strike(struck.filter(isAfter));

      async function strike(faults: Fault[]): Promise<void> {
        for (const fault of faults.filter(({ kind }) => kind === "delay")) await clock.sleep(delayOf(fault));
        if (faults.some(({ kind }) => kind.startsWith("drop"))) drop(context);
        const refused = faults.find(({ kind }) => kind === "status");
        if (refused) throw errorOf(refused.status ?? 500);
      }
    },
  };
}

const isAfter = ({ kind, after }: Fault): boolean => kind === "drop-after" || after === true;

function drop(context: Context<Env>): never {
  context.env?.incoming?.socket.destroy();
  throw new Dropped();
}

const IDS: Partial<Record<number, ErrorId>> = {
  400: "bad_request",
  401: "unauthorized",
  402: "delinquent",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  410: "gone",
  422: "invalid_params",
  429: "rate_limit",
  503: "service_unavailable",
};

function errorOf(status: number): HerokuError {
  return new HerokuError(status, IDS[status] ?? "internal_server_error", "A fault that the sandbox was asked for.");
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

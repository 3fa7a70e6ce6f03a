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
  .refine((fault) => fault.kind !== "status" || fault.status !== undefined, {
    message: "of kind status needs a status",
    path: ["status"],
  })
  .refine((fault) => fault.kind !== "delay" || fault.ms !== undefined, {
    message: "of kind delay needs ms",
    path: ["ms"],
  })
  .refine((fault) => fault.msMax === undefined || fault.msMax >= (fault.ms ?? 0), {
    message: "has an msMax below its ms",
    path: ["msMax"],
  })
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

/** A fault that is set. */
export interface Armed {
  id: number;
  fault: Fault;
  /** How many requests it could have struck so far, and how many it did. */
  seen: number;
  struck: number;
}

export interface Faults {
  list(): readonly Armed[];
  set(faults: readonly Fault[]): void;
  /** The others go on counting. */
  add(fault: Fault): void;
  remove(id: number): void;
  middleware: MiddlewareHandler<Env>;
}

export function faultInjector(clock: Clock, seed: string): Faults {
  let armed: (Armed & { path: RegExp })[] = [];
  let draws = 0;
  let ids = 0;
  const arm = (fault: Fault) => ({ id: ++ids, fault, path: new RegExp(fault.path), seen: 0, struck: 0 });
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
      candidate.struck += 1;
      struck.push(fault);
    }
    return struck;
  }

  return {
    list: () => armed,
    set(faults) {
      armed = faults.map(arm);
      draws = 0;
    },
    add: (fault) => void armed.push(arm(fault)),
    remove(id) {
      armed = armed.filter((each) => each.id !== id);
    },
    middleware: async (context, next) => {
      const struck = strikes(context.req.method, context.req.path);
      if (struck.length > 0) context.set("faults", struck);
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

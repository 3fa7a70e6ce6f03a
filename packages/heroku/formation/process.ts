import { z } from "zod";
import type { Wrong } from "../define/explain.ts";

/** How Heroku scales web dynos by itself. https://devcenter.heroku.com/articles/autoscaling */
const Autoscaling = z.strictObject({
  /** Fewest dynos, 1 to 100. */
  minimum: z.int().min(1).max(100),
  /** Most dynos, 1 to 100. The price counts that many. */
  maximum: z.int().min(1).max(100),
  /** Milliseconds that 95 % of the requests are to be answered within. 1000 by default. */
  responseTime: z.int().min(1).default(1000),
  /** Whether Heroku writes to the app's people, once a day at most, when the maximum is reached. `false` by default. */
  notify: z.boolean().default(false),
});
export type Autoscaling = z.output<typeof Autoscaling>;

/** One process type's dynos. */
const Process = z.strictObject({
  /** How many dynos run, 0 to 100. Left out where `autoscaling` chooses. */
  quantity: z.int().min(0).max(100).optional(),
  /** Size of each dyno, in lower case, such as `basic` or `standard-1x`. */
  size: z.string().regex(/^[a-z0-9.-]+$/, "is not a dyno size in lower case, such as standard-1x"),
  /** Limits between which Heroku scales dynos by itself, for `web` of a performance, private or shield size. */
  autoscaling: Autoscaling.optional(),
});

/** One process type's dynos, as a program gives them. */
export type ProcessArgs = z.input<typeof Process>;

/** Dynos by process type. */
export const Processes = z.record(z.string(), Process).superRefine((processes, context) => {
  for (const { path, reason } of wrongProcesses(processes)) {
    context.addIssue({ code: "custom", path, message: reason });
  }
});
export type Processes = Record<string, z.output<typeof Process>>;

/** The process type that Heroku scales. */
export const WEB = "web";

/** https://devcenter.heroku.com/articles/autoscaling */
export const isScalable = (size: string): boolean => /^(performance|private|shield)-/.test(size);

/** What fields and process types need of each other. */
const wrongProcesses = (processes: Record<string, ProcessArgs>): Wrong[] => [
  ...wrongQuantities(processes),
  ...tooMany(processes),
  ...wrongTiers(processes),
];

/** Each process type needs a quantity, or limits that Heroku can keep to. */
function wrongQuantities(processes: Record<string, ProcessArgs>): Wrong[] {
  return Object.entries(processes).flatMap(([type, { quantity, size, autoscaling }]) => {
    if (autoscaling === undefined)
      return quantity === undefined ? [{ path: [type], reason: "has no quantity; set one" }] : [];
    const wrong = (key: string, reason: string) => [{ path: [type, key], reason }];
    if (type !== WEB) return wrong("autoscaling", `is for ${WEB} alone; set a quantity`);
    if (quantity !== undefined)
      return wrong("quantity", "can't be set where autoscaling chooses it; remove one of them");
    if (!isScalable(size)) return wrong("autoscaling", `needs a performance, private or shield size, not "${size}"`);
    const { minimum, maximum } = autoscaling;
    return minimum > maximum ? wrong("autoscaling", `has a minimum of ${minimum} above its maximum of ${maximum}`) : [];
  });
}

/** Dyno sizes of which a process type can have one only, and that know no preboot. https://devcenter.heroku.com/articles/dyno-types */
export const SINGLE_DYNO = ["eco", "basic"];

const tooMany = (processes: Record<string, ProcessArgs>): Wrong[] =>
  Object.entries(processes)
    .filter(([, process]) => SINGLE_DYNO.includes(process.size) && mostOf(process) > 1)
    .map(([type, { size }]) => ({
      path: [type, "quantity"],
      reason: `is too many of size "${size}": one, or use standard-1x or larger`,
    }));

/** Sizes of different tiers can't run in one app. https://devcenter.heroku.com/articles/dyno-types */
function wrongTiers(processes: Record<string, ProcessArgs>): Wrong[] {
  const running = Object.entries(processes).filter(([, process]) => mostOf(process) > 0);
  const sizes = running.flatMap(([type, { size }]) => {
    const tier = tierOf(size);
    return tier === undefined ? [] : [{ type, size, tier }];
  });
  const [first] = sizes;
  return sizes
    .filter(({ tier }) => tier !== first?.tier)
    .map(({ type }) => ({
      path: [type, "size"],
      reason: `can't run beside ${first?.type} of "${first?.size}": use sizes of one tier`,
    }));
}

const PRODUCTION = /^(standard-[12]x|performance-(m|l|l-ram|xl|2xl))$/;

/** Of a size that Heroku does not have, or has in spaces only, Heroku itself tells what is wrong. */
export const tierOf = (size: unknown): string | undefined => {
  if (SINGLE_DYNO.includes(String(size))) return String(size);
  return PRODUCTION.test(String(size)) ? "production" : undefined;
};

/** As many dynos as may run. */
export const mostOf = ({ quantity = 0, autoscaling }: ProcessArgs): number => autoscaling?.maximum ?? quantity;

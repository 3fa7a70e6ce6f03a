import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { Refused, WrongInputs } from "../define/errors.ts";
import { didYouMean, type Wrong } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { autoscale, readAutoscaling, stopAutoscaling } from "../formation/autoscaling.ts";
import { isScalable, mostOf, Processes, WEB } from "../formation/process.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the formation. */
  app: idOf("app").meta({ replaces: true }),
  /**
   * Quantity and size by process type, as named in the Procfile. A type that is taken out is scaled to zero; types that
   * were never named are left alone. For `web` of a large size, Heroku can choose the quantity (`autoscaling`).
   */
  processes: Processes,
});

const outputs = z.object({
  /** Price in whole US cents a month at full use; with as many dynos as autoscaling may run. */
  monthlyCents: z.int().meta({ changesWith: ["processes"] }),
  /** Whether scaling waits for the app's first release; the `up` after that release does it. */
  waitsForRelease: z.boolean(),
});

const Answer = z.object({ type: z.string(), quantity: z.int(), dyno_size: z.object({ name: z.string() }) });
const Size = z.object({ name: z.string(), cost: z.object({ cents: z.number(), unit: z.string() }).nullish() });

/**
 * The dynos of an app: how many of which size each process type has. One for each app.
 * https://devcenter.heroku.com/articles/dyno-types
 *
 * @example
 * new Formation("dynos", {
 *   app: app.id,
 *   processes: {
 *     web: { size: "performance-m", autoscaling: { minimum: 2, maximum: 6 } },
 *     worker: { quantity: 1, size: "standard-1x" },
 *   },
 * });
 */
export const formation = defineThing({
  type: "Formation",
  importId: "the app's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["app"], keysIn: ["processes"] },

  outstanding: ({ waitsForRelease }) => (waitsForRelease ? ["processes"] : []),

  async preview(heroku, wanted, prior) {
    const waiting = prior?.outputs.waitsForRelease ?? false;
    if (waiting) heroku.warn("scaling waits for the app's first release");
    if (!wanted.processes || same(wanted.processes, prior?.inputs.processes)) return {};
    return { monthlyCents: await price(heroku, wanted.processes) };
  },

  async create(heroku, { app, processes }) {
    return { id: app, outputs: await scale(heroku, app, processes, {}) };
  },

  async read(heroku, id, prior) {
    const found = await heroku.find(`/apps/${id}/formation`, z.array(Answer));
    if (!found) return undefined;
    const app = prior?.inputs.app ?? (await heroku.get(`/apps/${id}`, z.object({ id: Uuid }))).id;
    const declared = prior ? found.filter(({ type }) => Object.hasOwn(prior.inputs.processes, type)) : found;
    const processes = await scaledByHeroku(heroku, app, runningIn(declared), prior?.inputs.processes);
    const unchanged = prior && same(processes, prior.inputs.processes);
    const monthlyCents = unchanged ? prior.outputs.monthlyCents : await price(heroku, processes);
    const waitsForRelease = found.length === 0 && (prior?.outputs.waitsForRelease ?? false);
    return { id: app, inputs: { app, processes }, outputs: { monthlyCents, waitsForRelease } };
  },

  async update(heroku, id, { processes }, prior) {
    return scale(heroku, id, processes, prior.inputs.processes);
  },

  async delete(heroku, id, { processes }) {
    if (processes[WEB]?.autoscaling) await stopAutoscaling(heroku, id);
    try {
      await stop(heroku, id, Object.keys(processes));
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 403) throw error;
      // The app is gone, or its release has lost a process type, and Heroku refuses them all for one that it does not know.
      const found = (await heroku.find(`/apps/${id}/formation`, z.array(Answer))) ?? [];
      const running = found.filter(({ type, quantity }) => Object.hasOwn(processes, type) && quantity > 0);
      await stop(
        heroku,
        id,
        running.map(({ type }) => type),
      );
    }
  },
});

const same = (one: Processes, other: Processes | undefined) =>
  other !== undefined && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = (processes: Processes) =>
  Object.entries(processes)
    .map(([type, { quantity, size, autoscaling }]) => {
      const limits = autoscaling && Object.entries(autoscaling).sort();
      return [type, quantity, size, limits];
    })
    .sort();

const runningIn = (found: z.output<typeof Answer>[]): Processes =>
  Object.fromEntries(
    found.map(({ type, quantity, dyno_size }) => [type, { quantity, size: dyno_size.name.toLowerCase() }]),
  );

/** Heroku is asked only where it may be what chooses: where that is declared, and for an import. */
async function scaledByHeroku(
  heroku: Heroku,
  app: string,
  { [WEB]: web, ...others }: Processes,
  declared: Processes | undefined,
): Promise<Processes> {
  if (!web) return others;
  const isAsked = declared ? declared[WEB]?.autoscaling !== undefined : isScalable(web.size);
  const autoscaling = isAsked ? await readAutoscaling(heroku, app) : undefined;
  return { ...others, [WEB]: autoscaling ? { size: web.size, autoscaling } : web };
}

/** Everything in one PATCH. Before the first release an app has no process types, and there is nothing to scale yet. */
async function scale(heroku: Heroku, app: string, wanted: Processes, prior: Processes) {
  const found = await heroku.list(`/apps/${app}/formation`, Answer);
  const types = found.map(({ type }) => type);
  const monthlyCents = await price(heroku, wanted);
  if (types.length === 0) {
    heroku.warn("the app has no release yet: scaling waits for the first one, and the next `up` after it does it");
    return { monthlyCents, waitsForRelease: true };
  }
  const unknown = Object.keys(wanted).filter((type) => !types.includes(type));
  if (unknown.length > 0) throw new WrongInputs(unknown.map((type) => noSuchType(type, types)));
  const stopped = Object.keys(prior).filter((type) => !Object.hasOwn(wanted, type) && types.includes(type));
  const updates = [
    ...Object.entries(wanted).map(([type, { quantity, size }]) => ({ type, quantity, size })),
    ...stopped.map((type) => ({ type, quantity: 0 })),
  ];
  const limits = wanted[WEB]?.autoscaling;
  // What Heroku chooses can't be set by hand before Heroku has stopped choosing.
  if (prior[WEB]?.autoscaling && !limits) await stopAutoscaling(heroku, app);
  // Under a new name in the program, all of it is as it is wanted.
  const isNow = ({ type, quantity, size }: Update) =>
    found.some(
      (each) =>
        each.type === type &&
        each.quantity === quantity &&
        (size === undefined || each.dyno_size.name.toLowerCase() === size),
    );
  if (!updates.every(isNow)) await patch(heroku, app, updates);
  if (limits) await autoscale(heroku, app, limits);
  return { monthlyCents, waitsForRelease: false };
}

const noSuchType = (type: string, types: string[]): Wrong => ({
  path: ["processes", type],
  reason: `the app's release has no process type "${type}" in its Procfile${didYouMean(type, types)}`,
});

interface Update {
  type: string;
  quantity?: number | undefined;
  size?: string;
}

const patch = (heroku: Heroku, app: string, updates: Update[]) =>
  heroku.patch(`/apps/${app}/formation`, {
    doing: `scale ${updates.map(({ type, quantity, size }) => `${type}=${[quantity, size].filter((part) => part !== undefined).join(":")}`).join(" ")}`,
    body: {
      updates: updates.map(({ type, quantity, size }) => ({ type, quantity, dyno_size: size && { name: size } })),
    },
    answer: z.array(Answer),
  });

const stop = async (heroku: Heroku, app: string, types: string[]) => {
  const updates = types.map((type) => ({ type, quantity: 0 }));
  if (updates.length > 0) await patch(heroku, app, updates);
};

/** Whole cents a month; refuses sizes that Heroku does not have. */
async function price(heroku: Heroku, processes: Processes): Promise<number> {
  const sizes = await heroku.list("/dyno-sizes", Size);
  const cents = new Map(sizes.map(({ name, cost }) => [name.toLowerCase(), cost?.cents ?? 0]));
  const wrong = Object.entries(processes).filter(([, { size }]) => !cents.has(size));
  if (wrong.length > 0)
    throw new WrongInputs(wrong.map(([type, { size }]) => noSuchSize(type, size, usualFirst(cents))));
  return Object.values(processes).reduce(
    (total, process) => total + mostOf(process) * (cents.get(process.size) ?? 0),
    0,
  );
}

/** Those for spaces come last, else the cheap ones first. */
const usualFirst = (cents: Map<string, number>): string[] => {
  const isForSpaces = (size: string) => Number(/^(dyno|private|shield)-/.test(size));
  const order = ([one, cheap]: [string, number], [other, dear]: [string, number]) =>
    isForSpaces(one) - isForSpaces(other) || cheap - dear;
  return [...cents].sort(order).map(([size]) => size);
};

const noSuchSize = (type: string, size: string, sizes: string[]): Wrong => ({
  path: ["processes", type, "size"],
  reason: `"${size}" is not a dyno size; use one of ${sizes.join(", ")}`,
});

import type { Measured } from "./measure.ts";
import type { Starts } from "./starts.ts";

/** What is measured of a stack, in this order. */
export const STEPS = ["up", "preview", "refresh", "change", "destroy"] as const;
export type Step = (typeof STEPS)[number];

/** Where a run belongs. */
export interface Place {
  /** `empty`, `empty, compile cache`, `staging` or a fleet, such as `10 apps`. */
  subject: string;
  /** How many resources the stack has, as Pulumi counts them, without the stack itself. */
  resources: number;
  step: Step;
  /** How long the sandbox waits before each answer. */
  latencyMs: number;
}

export interface Sample extends Place {
  measured: Measured;
}

/** Medians of all runs of one place. */
export interface Figure extends Place {
  ms: number;
  /** Times the preview of the ordinary empty program. */
  ratio: number;
  programMb: number;
  providerMb: number;
  /** API requests by kind, of the first run. */
  requests: Record<string, number>;
  /** Further ones that only looked whether something is ready. */
  waiting: number;
}

/** Where and how it was measured. */
export interface Circumstances {
  /** `2026-11-26`. */
  date: string;
  commit: string;
  cores: number;
  rounds: number;
}

export interface Figures extends Circumstances {
  starts: Starts;
  /** A preview of staging with one decision undone, in times of the empty program's; the first is as it is. */
  decisions: Record<string, number>;
  figures: Figure[];
}

/** What is measured beside the steps, in ms. */
export interface Beside {
  starts: Starts;
  decisionsMs: Record<string, number>;
}

/** Its preview is what everything is compared with. */
export const EMPTY = "empty";
/** The same where Node keeps what it has compiled, as `npx pulumi` lets it do. */
export const EMPTY_CACHED = "empty, compile cache";

/** The figures of all samples, in the order in which their places came up first. */
export function figuresOf(samples: readonly Sample[], beside: Beside, circumstances: Circumstances): Figures {
  const places = [...Map.groupBy(samples, placeText).values()];
  const emptyMs = median(samples.filter(({ subject }) => subject === EMPTY).map(({ measured }) => measured.ms));
  const decisions = Object.entries(beside.decisionsMs).map(([name, ms]) => [name, rounded(ms / emptyMs)]);
  return {
    ...circumstances,
    starts: beside.starts,
    decisions: Object.fromEntries(decisions),
    figures: places.map((runs) => figureOf(runs, emptyMs)),
  };
}

function figureOf(runs: readonly Sample[], emptyMs: number): Figure {
  const [{ measured: first, ...place }] = runs as [Sample];
  const medianOf = (of: (measured: Measured) => number) => median(runs.map(({ measured }) => of(measured)));
  const ms = medianOf((measured) => measured.ms);
  return {
    ...place,
    ms: Math.round(ms),
    ratio: rounded(ms / emptyMs),
    programMb: Math.round(medianOf(({ peakMb }) => peakMb.program)),
    providerMb: Math.round(medianOf(({ peakMb }) => peakMb.provider)),
    requests: first.requests.kinds,
    waiting: first.requests.waiting,
  };
}

const placeText = ({ subject, step, latencyMs }: Place): string => JSON.stringify([subject, step, latencyMs]);

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/**
 * What each further resource adds to a step, in ms: the difference between the smallest fleet and the largest, where the sandbox
 * answers soonest. Undefined where there are no two of them.
 */
export function msPerResource(figures: readonly Figure[], step: Step): number | undefined {
  const fleets = soonest(figures).filter((figure) => isFleet(figure) && figure.step === step);
  return slope(fleets, ({ resources }) => resources);
}

/**
 * How many answers a step of a subject waits for one after another: what each ms of latency adds to its time. Undefined where
 * there are no two latencies.
 */
export function roundTrips(figures: readonly Figure[], subject: string, step: Step): number | undefined {
  const all = figures.filter((figure) => figure.subject === subject && figure.step === step);
  return slope(all, ({ latencyMs }) => latencyMs);
}

/** The time that one more of something takes, told by the fewest and the most of it; undefined where there are no two. */
function slope(figures: readonly Figure[], of: (figure: Figure) => number): number | undefined {
  const sorted = figures.toSorted((one, other) => of(one) - of(other));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most || least === most) return undefined;
  return rounded((most.ms - least.ms) / (of(most) - of(least)));
}

export const isFleet = ({ subject }: Place): boolean => / apps?$/.test(subject);
export const isEmpty = ({ subject }: Place): boolean => subject === EMPTY || subject === EMPTY_CACHED;

/** Those of the least latency that was measured, and the empty program, which asks nobody. */
export function soonest(figures: readonly Figure[]): Figure[] {
  const least = Math.min(...figures.filter((figure) => !isEmpty(figure)).map(({ latencyMs }) => latencyMs));
  return figures.filter((figure) => isEmpty(figure) || figure.latencyMs === least);
}

export const requestCount = ({ requests }: Figure): number =>
  Object.values(requests).reduce((sum, count) => sum + count, 0);

const rounded = (value: number): number => Math.round(value * 100) / 100;

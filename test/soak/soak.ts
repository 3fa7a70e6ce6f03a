import type { Bench, Count, Figure, Trial } from "./trial.ts";

export interface Options {
  minutes?: number;
  seed: number;
  only?: string[];
  case?: number;
  jobs: number;
}

export interface Failure {
  trial: string;
  number: number;
  /** The case itself, as JSON. */
  of: string;
  reason: string;
}

export interface Tried {
  trial: Trial;
  cases: number;
  /** Cases of a full run. */
  full: number;
}

export interface Outcome {
  seed: number;
  minutes: number;
  tried: Tried[];
  /** Trials that could not be tried here, with what is missing. */
  leftOut: { trial: string; missing: string }[];
  figures: Map<Figure, number>;
  failures: Failure[];
}

/** One trial at work: the number of its next case, and the one that it ends before. */
interface Work extends Tried {
  next: number;
  end: number;
}

/** Tries the cases of all trials side by side, none of them far ahead of the others, until time or cases run out. */
export async function soak(trials: readonly Trial[], options: Options, say: (line: string) => void): Promise<Outcome> {
  const { minutes, seed, only, jobs } = options;
  const began = performance.now();
  const deadline = minutes === undefined ? Number.POSITIVE_INFINITY : began + minutes * 60_000;
  const figures = new Map<Figure, number>();
  const run: Run = {
    seed,
    isEndless: minutes !== undefined,
    count: (figure, more = 1) => figures.set(figure, (figures.get(figure) ?? 0) + more),
    failures: [],
    say,
  };
  const wanted = trials.filter(({ name }) => !only || only.includes(name));
  const leftOut = wanted.flatMap((trial) => {
    const missing = trial.missing?.();
    return missing === undefined ? [] : [{ trial: trial.name, missing }];
  });
  const works = wanted
    .filter(({ name }) => !leftOut.some(({ trial }) => trial === name))
    .map((trial) => workOf(trial, options.case));

  const worker = async () => {
    const benches: Benches = new Map();
    try {
      for (;;) {
        const work = performance.now() < deadline ? leastDone(works) : undefined;
        if (!work) return;
        await tryNext(work, benches, run);
      }
    } finally {
      for (const bench of benches.values()) await bench.close();
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return {
    seed,
    minutes: (performance.now() - began) / 60_000,
    tried: works,
    leftOut,
    figures,
    failures: run.failures,
  };
}

/** What the workers share. */
interface Run {
  seed: number;
  /** With time to fill, the cases begin anew in another order. */
  isEndless: boolean;
  count: Count;
  failures: Failure[];
  say(line: string): void;
}

type Benches = Map<Work, Bench<unknown>>;

function workOf(trial: Trial, only: number | undefined): Work {
  const next = only ?? 0;
  const end = only === undefined ? Number.POSITIVE_INFINITY : next + 1;
  return { trial, cases: 0, full: Number.POSITIVE_INFINITY, next, end };
}

async function tryNext(work: Work, benches: Benches, { seed, isEndless, count, failures, say }: Run): Promise<void> {
  const { name } = work.trial;
  const number = work.next++;
  const ended = (of: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    failures.push({ trial: name, number, of, reason });
    say(`${name} ${number}: ended wrong: ${of}\n${reason}`);
  };
  try {
    if (!benches.has(work)) benches.set(work, await work.trial.open(count));
  } catch (error) {
    work.end = number;
    return ended("(making ready)", error);
  }
  const bench = benches.get(work) as Bench<unknown>;
  work.full = bench.cases.full;
  if (!isEndless) work.end = Math.min(work.end, work.full);
  const of = bench.cases.at(number, seed);
  try {
    await bench.attempt(of);
  } catch (error) {
    ended(JSON.stringify(of), error);
    benches.delete(work);
    await bench.close();
  }
  work.cases++;
  say(`${name} ${number} of ${work.full}`);
}

/** The trial that has the largest part of its cases before it. */
function leastDone(works: readonly Work[]): Work | undefined {
  const part = ({ next, full }: Work) => (Number.isFinite(full) ? next / full : 0);
  return works.filter(({ next, end }) => next < end).toSorted((one, other) => part(one) - part(other))[0];
}

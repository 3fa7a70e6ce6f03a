import { type Failure, type Progress, readProgress, writeProgress } from "./progress.ts";
import type { Bench, Count, Figure, Trial } from "./trial.ts";

export interface Options {
  minutes?: number;
  seed: number;
  only?: string[];
  case?: number;
  jobs: number;
  /** A file that keeps how far the run is; it goes on from there, until every trial has had all of its cases. */
  keep?: string;
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
  /** Of the code that was tried. */
  commits: string[];
  tried: Tried[];
  /** Trials that could not be tried here, with what is missing. */
  leftOut: { trial: string; missing: string }[];
  figures: Map<Figure, number>;
  failures: Failure[];
}

/** One trial at work: the number of its next case, the one that it ends before, and those to try again or being tried. */
interface Work extends Tried {
  next: number;
  end: number;
  again: number[];
  running: Set<number>;
  /** Benches that nobody is at. */
  idle: Bench<unknown>[];
  isOpened: boolean;
}

/** Tries the cases of all trials side by side, none of them far ahead of the others, until time or cases run out. */
export async function soak(
  trials: readonly Trial[],
  options: Options,
  commit: string,
  say: (line: string) => void,
): Promise<Outcome> {
  const { minutes, seed, only, jobs, keep } = options;
  const kept = readProgress(keep, seed);
  const began = performance.now();
  const spent = () => (performance.now() - began) / 60_000;
  const figures = new Map(Object.entries(kept.figures) as [Figure, number][]);
  const failures = [...kept.failures];
  const commits = new Set(kept.commits);
  const wanted = trials.filter(({ name }) => !only || only.includes(name));
  const leftOut = wanted.flatMap((trial) => {
    const missing = trial.missing?.();
    return missing === undefined ? [] : [{ trial: trial.name, missing }];
  });
  const works = wanted
    .filter(({ name }) => !leftOut.some(({ trial }) => trial === name))
    .map((trial) => workOf(trial, kept, options.case));
  const run: Run = {
    seed,
    isEndless: minutes !== undefined && keep === undefined,
    count: (figure, more = 1) => figures.set(figure, (figures.get(figure) ?? 0) + more),
    failures,
    say,
    keep() {
      if (keep === undefined) return;
      const of = works.map((work) => [work.trial.name, placeOf(work)]);
      writeProgress(keep, {
        seed,
        minutes: kept.minutes + spent(),
        commits: [...commits],
        trials: { ...kept.trials, ...Object.fromEntries(of) },
        figures: Object.fromEntries(figures),
        failures,
      });
    },
  };
  const worker = async () => {
    for (;;) {
      const work = minutes === undefined || spent() < minutes ? nextOf(works) : undefined;
      if (!work) return;
      await tryNext(work, run);
      commits.add(commit);
      run.keep();
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  for (const { idle } of works) for (const bench of idle) await bench.close();
  return { seed, minutes: kept.minutes + spent(), commits: [...commits], tried: works, leftOut, figures, failures };
}

/** What the workers share. */
interface Run {
  seed: number;
  /** With time to fill, the cases begin anew in another order. */
  isEndless: boolean;
  count: Count;
  failures: Failure[];
  say(line: string): void;
  /** Writes down how far the run is. */
  keep(): void;
}

function workOf(trial: Trial, kept: Progress, only: number | undefined): Work {
  const { cases, full, next, again } = kept.trials[trial.name] ?? { cases: 0, next: 0, again: [] };
  const place =
    only === undefined
      ? { cases, next, again: [...again], end: full ?? Number.POSITIVE_INFINITY }
      : { cases: 0, next: only, again: [], end: only + 1 };
  return { trial, full: full ?? Number.POSITIVE_INFINITY, running: new Set(), idle: [], isOpened: false, ...place };
}

const placeOf = ({ cases, full, next, again, running }: Work) => ({
  cases,
  ...(Number.isFinite(full) ? { full } : {}),
  next,
  again: [...running, ...again],
});

async function tryNext(work: Work, { seed, isEndless, count, failures, say }: Run): Promise<void> {
  const { name } = work.trial;
  const ended = (number: number, of: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    failures.push({ trial: name, number, of, reason });
    say(`${name} ${number}: ended wrong: ${of}\n${reason}`);
  };
  let bench = work.idle.pop();
  if (!bench) {
    work.isOpened = true;
    try {
      bench = await work.trial.open(count);
    } catch (error) {
      work.end = work.next;
      work.again = [];
      return ended(work.next, "(making ready)", error);
    }
  }
  work.full = bench.cases.full;
  if (!isEndless) work.end = Math.min(work.end, work.full);
  const number = work.again.shift() ?? work.next++;
  if (number >= work.end) {
    // Another worker had the last case meanwhile.
    work.next = work.end;
    work.idle.push(bench);
    return;
  }
  work.running.add(number);
  const of = bench.cases.at(number, seed);
  try {
    await bench.attempt(of);
    work.idle.push(bench);
  } catch (error) {
    ended(number, JSON.stringify(of), error);
    await bench.close();
  }
  work.running.delete(number);
  work.cases++;
  say(`${name} ${number} of ${work.full}`);
}

/**
 * The trial that has the largest part of its cases before it. One that is made ready, or at work on all that was made
 * ready, comes last: making another one ready takes longer than most cases.
 */
function nextOf(works: readonly Work[]): Work | undefined {
  const left = works.filter(({ next, end, again }) => again.length > 0 || next < end);
  const part = ({ next, full }: Work) => (Number.isFinite(full) ? next / full : 0);
  const costs = ({ isOpened, idle }: Work) => (isOpened && idle.length === 0 ? 1 : 0);
  return left.toSorted((one, other) => costs(one) - costs(other) || part(one) - part(other))[0];
}

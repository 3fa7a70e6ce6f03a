import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Figure } from "./trial.ts";

const Failure = z.strictObject({
  trial: z.string(),
  number: z.int(),
  /** The case itself, as JSON. */
  of: z.string(),
  reason: z.string(),
});
export type Failure = z.output<typeof Failure>;

const Progress = z.strictObject({
  seed: z.int(),
  minutes: z.number(),
  /** Of the code that was tried, one for each part of the run in which there was another. */
  commits: z.array(z.string()),
  trials: z.record(
    z.string(),
    z.strictObject({ cases: z.int(), full: z.int().optional(), next: z.int(), again: z.array(z.int()) }),
  ),
  figures: z.record(z.string(), z.number()) as z.ZodType<Partial<Record<Figure, number>>>,
  failures: z.array(Failure),
});
/** How far a run has come; `full` is not known before a trial was made ready, and `again` are the cases that had begun when it was stopped. */
export type Progress = z.output<typeof Progress>;

/** How far the run of this file has come; nothing is done yet where there is no file. */
export function readProgress(file: string | undefined, seed: number): Progress {
  if (file === undefined || !existsSync(file))
    return { seed, minutes: 0, commits: [], trials: {}, figures: {}, failures: [] };
  const progress = Progress.parse(JSON.parse(readFileSync(file, "utf8")));
  if (progress.seed !== seed)
    throw new Error(`${file} is of a run with seed ${progress.seed}: give --seed ${progress.seed}, or another file.`);
  return progress;
}

export function writeProgress(file: string, progress: Progress): void {
  writeFileSync(`${file}.new`, JSON.stringify(progress, undefined, 2));
  renameSync(`${file}.new`, file);
}

import { test } from "vitest";
import type { Trial } from "./trial.ts";

/** The seed of what `npm test` tries, so that it is the same each time. */
const SEED = 20_121_126;

const LONGEST_MS = 10 * 60_000;

/** Some cases of a trial; `npm run soak` tries all of them. Trials of one file run side by side: some of them mostly wait. */
export function sample<Case>(trial: Trial<Case>, cases: number, first = 0): void {
  test.concurrent(`${trial.name}: ${trial.claim} (${cases} cases)`, { timeout: LONGEST_MS }, async () => {
    const bench = await trial.open(() => {});
    try {
      for (let number = first; number < first + cases; number++) await attempt(number);
    } finally {
      await bench.close();
    }

    async function attempt(number: number): Promise<void> {
      const of = bench.cases.at(number, SEED);
      await bench.attempt(of).catch((cause: unknown) => {
        throw new Error(`case ${number}, ${JSON.stringify(of)}, ended wrong: ${cause}`, { cause });
      });
    }
  });
}

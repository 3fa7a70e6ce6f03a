import { afterAll, beforeAll, describe, test } from "vitest";
import type { Bench, Trial } from "./trial.ts";

/** The seed of what `npm test` tries, so that it is the same each time. */
const SEED = 20_121_126;

/** Some cases of a trial; `npm run soak` tries all of them. */
export function sample<Case>(trial: Trial<Case>, cases: number, first = 0): void {
  describe(`${trial.name}: ${trial.claim}`, () => {
    let bench: Bench<Case>;
    beforeAll(async () => {
      bench = await trial.open(() => {});
    });
    afterAll(() => bench.close());

    for (let number = first; number < first + cases; number++)
      test(`case ${number}`, () => bench.attempt(bench.cases.at(number, SEED)));
  });
}

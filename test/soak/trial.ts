import fc from "fast-check";

/** What a soak counts, in the words of its report. */
export type Figure =
  | "requests answered by a fault"
  | "processes killed"
  | "locks lifted"
  | "state files that a kill left half-written"
  | "commands that failed once more"
  | "notes of a creation cleared"
  | "interruptions by Ctrl-C"
  | "requests of a bad hour"
  | "commands at the same time"
  | "changes made outside"
  | "random programs"
  | "random stack files"
  | "random requests to the sandbox"
  | "random calls of the provider"
  | "hostile answers"
  | "texts searched for canaries"
  | "kills of the sandbox";

export type Count = (figure: Figure, count?: number) => void;

/** Something that must hold however often it is tried. */
export interface Trial<Case = unknown> {
  /** As `npm run soak -- --only NAME` takes it. */
  name: string;
  /** What must hold, in a sentence. */
  claim: string;
  /** What this machine lacks for it; undefined where it lacks nothing. */
  missing?(): string | undefined;
  open(count: Count): Promise<Bench<Case>>;
}

/** Where the cases of a trial are tried, one after another. */
export interface Bench<Case> {
  cases: Cases<Case>;
  /** Fails where something ended wrong. What it leaves does not disturb the next case. */
  attempt(of: Case): Promise<void>;
  close(): Promise<void>;
}

/** The cases of a full run. The same seed and number give the same case. */
export interface Cases<Case> {
  /** How many a full run has. */
  full: number;
  at(number: number, seed: number): Case;
}

/** Cases that are drawn at random. */
export const drawn = <Case>(arbitrary: fc.Arbitrary<Case>, full: number): Cases<Case> => ({
  full,
  at: (number, seed) => one(arbitrary, seed + number * STRIDE),
});

/** Each of a list, in a random order; then all of them in another one. */
export const eachOf = <Case>(list: readonly Case[]): Cases<Case> => ({
  full: list.length,
  at(number, seed) {
    const round = Math.floor(number / list.length);
    const order = one(fc.shuffledSubarray([...list], { minLength: list.length }), seed + round * STRIDE);
    return order[number % list.length] as Case;
  },
});

/** Keeps the cases of seeds that follow one another apart. */
const STRIDE = 7_919;

const one = <Case>(arbitrary: fc.Arbitrary<Case>, seed: number): Case =>
  fc.sample(arbitrary, { seed, numRuns: 1 })[0] as Case;

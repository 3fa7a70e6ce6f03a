/** Prints one line for people. Progress goes to standard error: standard output belongs to Pulumi. */
export type Say = (line: string) => void;

export const sayOnStderr: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

const SECONDS_BETWEEN_SIGNS_OF_LIFE = 30;

/**
 * Says what begins and how long that usually takes, shows a sign of life now and then, and says how long it took.
 * Whole lines only, so that it reads the same in a terminal and in a CI log.
 */
export async function during<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const elapsed = () => duration(performance.now() - start);
  say(`${what} ...`);
  const timer = setInterval(() => say(`  still at it after ${elapsed()}`), SECONDS_BETWEEN_SIGNS_OF_LIFE * 1000);
  try {
    const result = await work();
    say(`  done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** `75_000` as `1 min 15 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

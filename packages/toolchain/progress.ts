/** Tells people what happens, a line at a time. */
export interface Say {
  (line: string): void;
  /** Where somebody watches a terminal: shows how far something is, in place of what it showed before. */
  passing?: (text: string) => void;
}

/** Standard error: standard output belongs to Pulumi. */
export const sayOnStderr: Say = sayOn(process.stderr);

const LEAST_COLUMNS = 20;

/**
 * Whole lines wherever they go. What passes is shown in a terminal only, on its last line: a log, and a terminal that can't go
 * back on a line (`TERM=dumb`, which is also how to keep a screen reader from reading each change), get whole lines alone.
 */
export function sayOn(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env): Say {
  if (!stream.isTTY || env.CI || env.TERM === "dumb") return (line: string) => void stream.write(`${line}\n`);
  let passes = false;
  const clear = () => {
    if (passes) stream.write("\r\x1b[K");
    passes = false;
  };
  const say: Say = (line) => {
    clear();
    stream.write(`${line}\n`);
  };
  say.passing = (text) => {
    clear();
    // A line that wraps could not be taken back.
    stream.write(text.slice(0, Math.max(stream.columns - 1, LEAST_COLUMNS)));
    passes = true;
  };
  return say;
}

const SECONDS_BETWEEN_SIGNS_OF_LIFE = 30;

/**
 * Says what begins and how long that usually takes, shows a sign of life (each second in a terminal, else now and then), and
 * says how long it took. `standing` adds where it stands.
 */
export async function during<T>(
  say: Say,
  what: string,
  work: () => Promise<T>,
  standing: () => string = () => "",
): Promise<T> {
  const start = performance.now();
  const elapsed = () => duration(performance.now() - start);
  say(`${what} ...`);
  const { passing } = say;
  const timer = passing
    ? setInterval(() => passing(`  at it for ${elapsed()}${standing()}`), 1000)
    : setInterval(() => say(`  still at it after ${elapsed()}${standing()}`), SECONDS_BETWEEN_SIGNS_OF_LIFE * 1000);
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
  if (seconds === 0) return "less than 1 s";
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Says a line, and knows when it did so last. */
export interface Say {
  (message: string): void;
  /** As `performance.now()` has it. */
  lastAt?: number;
}

/** The same as `say`, but it knows when it said something last; until then, when it was made. */
export function remembering(say: (message: string) => void): Say {
  const remembers: Say = (message) => {
    remembers.lastAt = performance.now();
    say(message);
  };
  remembers.lastAt = performance.now();
  return remembers;
}

/** Nobody should wonder for longer than this whether anything still happens. */
const MOST_SILENT_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

/** Says again and again what is awaited, for as long as it takes. Many short waits are told of as a long one is. */
export async function whileSaying<T>(say: Say, what: () => string, awaited: Promise<T>): Promise<T> {
  const began = performance.now();
  let lastAt = began;
  const tell = () => {
    const now = performance.now();
    if (now - (say.lastAt ?? lastAt) < MOST_SILENT_MS) return;
    lastAt = now;
    say(`waiting for ${what()} (${Math.round((now - began) / 1000)} s)`);
  };
  const telling = setInterval(tell, LOOK_EVERY_MS).unref();
  return awaited.finally(() => clearInterval(telling));
}

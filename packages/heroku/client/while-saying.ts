/** Nobody should wonder for longer than this whether anything still happens. */
const SAY_EVERY_MS = 5_000;

/** Says again and again what is awaited, for as long as it takes. */
export async function whileSaying<T>(
  say: (message: string) => void,
  what: () => string,
  awaited: Promise<T>,
): Promise<T> {
  const began = performance.now();
  const tell = () => say(`waiting for ${what()} (${Math.round((performance.now() - began) / 1000)} s)`);
  const telling = setInterval(tell, SAY_EVERY_MS).unref();
  return awaited.finally(() => clearInterval(telling));
}

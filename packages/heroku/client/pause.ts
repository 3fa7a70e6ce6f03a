import { setTimeout as sleep } from "node:timers/promises";

/** A pause that ends at once, with the signal's own reason, when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}

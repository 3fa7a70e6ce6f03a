import { isGone, Refused } from "./errors.ts";
import type { Heroku } from "./heroku.ts";

// For resources that change what is there without them, and restore it when they are deleted.

/** The first change: where Heroku refuses it everything is as it was, and nothing stays in state. */
export async function changeAtFirst<T>(heroku: Heroku, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof Refused) heroku.forget();
    throw error;
  }
}

/** The change back: what it belonged to may be gone, and it as well. */
export async function restore(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

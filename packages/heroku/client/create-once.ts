import { existsAlready, Refused, UnknownOutcome } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { isLeftover } from "../define/leftover.ts";
import { pause } from "./pause.ts";

/** How long an object may take to show after its creation's answer was lost. */
const GRACE_MS = [0, 250, 1000, 3000];
/** How much longer where no answer came in time, as the request may be at work still. */
const LATE_GRACE_MS = 6000;
/** As many as it takes where every fifth request fails; each looks for what the one before has made. */
const ATTEMPTS = 8;

/**
 * Creates an object without ever being blind: Heroku has no idempotency keys, so an unknown outcome is looked up by the
 * key that was known before the request, and the request is repeated only once the object is known to be absent.
 */
export async function createOnce<T>(
  heroku: Heroku,
  type: string,
  creation: Creation<T>,
  /** Has what was read forgotten, so that looking again looks. */
  forgetReads: () => void,
): Promise<T> {
  if (creation.proof === "absent-before") {
    const found = await creation.find();
    if (found !== undefined) return takeLeftover(heroku, type, creation, found);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await heroku.post(creation.path, creation);
    } catch (error) {
      const found = await foundAfter(heroku, creation, error, attempt, forgetReads);
      if (found !== undefined) return found;
      if (!(error instanceof UnknownOutcome) || attempt === ATTEMPTS) throw error;
    }
  }
}

function takeLeftover<T>(heroku: Heroku, type: string, creation: Creation<T>, found: T): T {
  const createdAt = creation.createdAt?.(found);
  // Without a name of ours, its age tells whether an attempt that was cut short has left it.
  if (createdAt && isLeftover(createdAt)) return found;
  throw existsAlready(creation.doing, type, heroku.urn, creation.importId(found));
}

async function foundAfter<T>(
  heroku: Heroku,
  creation: Creation<T>,
  error: unknown,
  attempt: number,
  forgetReads: () => void,
): Promise<T | undefined> {
  if (error instanceof UnknownOutcome) {
    heroku.say(`the answer was lost: looking whether Heroku did ${creation.doing}`);
    for (const waitMs of error.isLate ? [...GRACE_MS, LATE_GRACE_MS] : GRACE_MS) {
      await pause(waitMs, heroku.signal);
      forgetReads();
      const found = await creation.find();
      if (found !== undefined) return found;
    }
    return undefined;
  }
  // Refused because it is there: by our own name, or by an earlier attempt of this loop that took effect late.
  const there = error instanceof Refused && [409, 422, 423].includes(error.status);
  return there && (creation.proof !== "absent-before" || attempt > 1) ? creation.find() : undefined;
}

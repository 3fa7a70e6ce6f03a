import { existsAlready, Refused, UnknownOutcome } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { SECOND_MS } from "../define/leftover.ts";
import type { HerokuTime } from "./heroku-time.ts";
import type { NoteKey, Notes } from "./notes.ts";
import { pause } from "./pause.ts";

/** How long an object may take to show after its creation's answer was lost. */
const GRACE_MS = [0, 250, 1000, 3000];
/** How much longer where no answer came in time, as the request may be at work still. */
const LATE_GRACE_MS = 6000;
/** As many as it takes where every fifth request fails; each looks for what the one before has made. */
const ATTEMPTS = 8;
/** How long after its note Heroku may have created an object. */
const NOTED_WITHIN_MS = 2 * 60_000;

/** What creations share with the rest of the client. */
export interface Creating {
  host: string;
  /** Drops what was read, so that the next look asks Heroku. */
  forgetReads: () => void;
  time: HerokuTime;
  notes: Notes;
}

/**
 * Creates an object without ever being blind: Heroku has no idempotency keys, so an unknown outcome is looked up by the
 * key that was known before the request, and the request is repeated only once the object is known to be absent.
 */
export async function createOnce<T>(heroku: Heroku, type: string, creation: Creation<T>, at: Creating): Promise<T> {
  // Under a new name in the program everything is as it is asked for, and nothing is sent.
  if (creation.proof === "same") {
    const found = await creation.find();
    if (found !== undefined) return found;
  }
  if (creation.proof === "absent-before") {
    at.forgetReads();
    const found = await leftBehind(heroku, type, creation, at);
    if (found !== undefined) return found;
    note(heroku, creation, at);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await heroku.post(creation.path, creation);
    } catch (error) {
      const found = await foundAfter(heroku, creation, error, attempt, at.forgetReads);
      if (found !== undefined) return found;
      if (!(error instanceof UnknownOutcome) || attempt === ATTEMPTS) throw error;
    }
  }
}

const keyOf = <T>(heroku: Heroku, { path, doing }: Creation<T>, { host }: Creating): NoteKey => [
  host,
  heroku.urn,
  path,
  doing,
];

/**
 * The object, where a run of this machine that was cut short has created it: its note says that it was absent, and Heroku
 * created it right after. Undefined where it is absent. One that is anybody else's is an error.
 */
export async function leftBehind<T>(
  heroku: Heroku,
  type: string,
  creation: Creation<T>,
  at: Creating,
): Promise<T | undefined> {
  const found = await creation.find();
  if (found === undefined || creation.isEnough?.(found)) return found;
  const noted = at.notes.read(keyOf(heroku, creation, at));
  const created = Date.parse(creation.createdAt?.(found) ?? "");
  const isNoted = noted !== undefined && created >= noted - SECOND_MS && created <= noted + NOTED_WITHIN_MS;
  if (isNoted && ((await creation.isOwn?.(found)) ?? true)) return found;
  throw existsAlready(creation.doing, type, heroku.urn, creation.importId(found));
}

function note<T>(heroku: Heroku, creation: Creation<T>, at: Creating): void {
  const now = at.time.now();
  // Without its creation time nothing can be proven later.
  if (creation.createdAt === undefined || now === undefined) return;
  try {
    at.notes.write(keyOf(heroku, creation, at), now);
  } catch (error) {
    heroku.warn(
      `Cannot write a note of what is created next (${(error as Error).message}). If this command is killed before it ends, import what it has created by hand. To avoid that, set XDG_STATE_HOME to a folder that can be written`,
    );
  }
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

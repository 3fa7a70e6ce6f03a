import { z } from "zod";
import { HerokuFailure } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { AddOnAnswer, isDead, outputsOf, remove } from "./add-on.ts";

/** Big databases take many minutes; Heroku itself gives up after 12 hours. */
const READY_WITHIN_MS = 60 * 60_000;

/** Waits until it can be used. What fails to provision is removed, so that nothing is left of it. */
export async function ready(heroku: Heroku, made: AddOnAnswer, during: "create" | "update"): Promise<AddOnAnswer> {
  const done = await provisioned(heroku, made);
  if (done && !isDead(done) && done.state !== "provisioned") {
    const wrong = `has a state that Heroku does not document: ${readable(done.state)}`;
    throw new HerokuFailure("bad-answer", `Heroku's answer for add-on ${made.name} ${wrong}`);
  }
  if (done && !isDead(done)) {
    heroku.made(done.id, outputsOf(done));
    await answering(heroku, done);
    return done;
  }
  if (done) {
    heroku.warn(`Heroku could not provision ${made.plan.name} as ${made.name}; removing it`);
    await remove(heroku, done);
  }
  heroku.forget();
  const wayOn = during === "create" ? "the next `up` tries again" : "`pulumi up --refresh` makes it anew";
  throw new HerokuFailure(
    "failed",
    `Heroku could not provision ${made.plan.name}: add-on ${made.name} ended as "${done?.state ?? "gone"}". Nothing is left of it; ${wayOn}`,
  );
}

/** The add-on once it is no longer provisioning; undefined where Heroku has removed it meanwhile. */
async function provisioned(heroku: Heroku, made: AddOnAnswer): Promise<AddOnAnswer | undefined> {
  if (made.state !== "provisioning") return made;
  const { found } = await heroku.wait({
    what: `${made.name} (${made.plan.name}) to be provisioned`,
    probe: async () => {
      const found = await heroku.look(`/addons/${made.id}`, AddOnAnswer);
      return found?.state === "provisioning" ? undefined : { found };
    },
    timeoutMs: READY_WITHIN_MS,
  });
  return found;
}

/** The Data API's word on whether a database answers; it has no published schema. */
export const WaitStatus = z.object({
  "waiting?": z.boolean().optional(),
  "error?": z.boolean().optional(),
  message: z.string().nullish(),
});

/** Waits until the database answers, as `heroku pg:wait` and `heroku redis:wait` do; other add-ons answer at once. */
async function answering(heroku: Heroku, addOn: AddOnAnswer): Promise<void> {
  const path = waitPath(addOn);
  if (path === undefined) return;
  await heroku.wait({
    what: `${addOn.name} (${addOn.plan.name}) to answer`,
    probe: async () => {
      const status = await heroku.look(path, WaitStatus);
      if (status?.["error?"]) {
        throw new HerokuFailure(
          "failed",
          `Heroku reports an error of ${addOn.name}: ${readable(status.message ?? "no reason given")}`,
        );
      }
      return status === undefined || status["waiting?"] ? undefined : true;
    },
    timeoutMs: READY_WITHIN_MS,
  });
}

function waitPath({ id, name, addon_service }: AddOnAnswer): string | undefined {
  if (addon_service.name === "heroku-postgresql") return `/client/v11/databases/${id}/wait_status`;
  if (addon_service.name === "heroku-redis") return `/redis/v0/databases/${name}/wait`;
  return undefined;
}

import { z } from "zod";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on */
export const AddOnAnswer = z.object({
  id: z.string(),
  name: z.string(),
  app: z.object({ id: z.string() }),
  plan: z.object({ name: z.string() }),
  addon_service: z.object({ name: z.string() }),
  state: z.string(),
  config_vars: z.array(z.string()),
  billed_price: z.object({ cents: z.number() }).nullish(),
  created_at: z.string(),
});
export type AddOnAnswer = z.output<typeof AddOnAnswer>;

/** Big databases take many minutes; Heroku itself gives up after 12 hours. */
const READY_WITHIN_MS = 60 * 60_000;

/** The add-on once it is no longer provisioning; undefined where Heroku has removed it meanwhile. */
export async function provisioned(heroku: Heroku, made: AddOnAnswer): Promise<AddOnAnswer | undefined> {
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
const WaitStatus = z.object({
  "waiting?": z.boolean().optional(),
  "error?": z.boolean().optional(),
  message: z.string().nullish(),
});

/** Waits until the database answers, as `heroku pg:wait` and `heroku redis:wait` do; other add-ons answer at once. */
export async function answering(heroku: Heroku, addOn: AddOnAnswer): Promise<void> {
  const path = waitPath(addOn);
  if (path === undefined) return;
  await heroku.wait({
    what: `${addOn.name} (${addOn.plan.name}) to answer`,
    probe: async () => {
      const status = await heroku.look(path, WaitStatus);
      if (status?.["error?"]) {
        throw new HerokuFailure(
          "failed",
          `Heroku reports an error of ${addOn.name}: ${status.message ?? "no reason given"}`,
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

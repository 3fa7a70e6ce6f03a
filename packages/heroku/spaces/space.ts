import { z } from "zod";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const Named = z.object({ name: z.string() });

export const SpaceAnswer = z.object({
  id: Uuid,
  name: z.string(),
  team: Named,
  region: Named,
  generation: Named.nullish(),
  shield: z.boolean(),
  cidr: z.string(),
  data_cidr: z.string().nullish(),
  state: z.string(),
  created_at: z.string(),
});
export type SpaceAnswer = z.output<typeof SpaceAnswer>;

/** Heroku's CLI gives up after 25 minutes. */
const WITHIN_MS = 30 * 60_000;

/** By UUID or name, from the account-wide list; what is not in it is asked for by itself. One on its way out is gone. */
export async function findSpace(heroku: Heroku, id: string): Promise<SpaceAnswer | undefined> {
  const all = await heroku.list("/spaces", SpaceAnswer);
  const found = all.find((each) => each.id === id || each.name === id);
  return living(found ?? (await heroku.find(`/spaces/${id}`, SpaceAnswer)));
}

export const living = (found: SpaceAnswer | undefined) => (found?.state === "deleting" ? undefined : found);

export async function untilAllocated(heroku: Heroku, { id, name, state }: SpaceAnswer): Promise<void> {
  if (state === "allocated") return;
  await heroku.wait({
    what: `space "${name}" to be allocated`,
    timeoutMs: WITHIN_MS,
    async probe() {
      const found = living(await heroku.look(`/spaces/${id}`, SpaceAnswer));
      if (!found) throw new HerokuFailure("failed", `Space "${name}" is gone`);
      return found.state === "allocated" ? found : undefined;
    },
  });
}

/** Its name is free, and its networks are, once it has gone for good. */
export const untilGone = (heroku: Heroku, id: string, name: string): Promise<true> =>
  heroku.wait({
    what: `space "${name}" to be gone`,
    timeoutMs: WITHIN_MS,
    probe: async () => ((await heroku.look(`/spaces/${id}`, SpaceAnswer)) ? undefined : true),
  });

import { z } from "zod";
import { WaitStatus } from "../add-ons/ready.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

/** Where the Data API has a store; Heroku's CLI asks for it by the add-on's name or UUID. */
export const pathOf = (addOn: string): string => `/redis/v0/databases/${addOn}`;

const AddOn = z.object({ plan: z.object({ name: z.string() }) });

/** Refuses in a preview what is no Key-Value Store; one that is not there yet is not known to be none. */
export async function requireStore(heroku: Heroku, addOn: string): Promise<{ plan: string } | undefined> {
  const plan = (await heroku.find(`/addons/${addOn}`, AddOn))?.plan.name;
  if (plan === undefined) return undefined;
  if (!plan.startsWith("heroku-redis:")) throw wrongAddOn(`is of plan ${plan}; it is no Heroku Key-Value Store`);
  return { plan };
}

/** Whether it is to be waited for, as `heroku redis:wait` does; what is gone is not. */
export async function isWaiting(heroku: Heroku, addOn: string): Promise<boolean> {
  return (await heroku.look(`${pathOf(addOn)}/wait`, WaitStatus))?.["waiting?"] === true;
}

/** Waits until it takes connections again. */
export const answering = (heroku: Heroku, addOn: string, timeoutMs: number): Promise<true> =>
  heroku.wait({
    what: "the Key-Value Store to answer",
    timeoutMs,
    probe: async () => ((await isWaiting(heroku, addOn)) ? undefined : true),
  });

export const wrongAddOn = (reason: string): WrongInputs => new WrongInputs([{ path: ["addOn"], reason }]);

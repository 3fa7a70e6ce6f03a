import { z } from "zod";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { listOfApp } from "../define/of-app.ts";
import { Uuid } from "../define/uuid.ts";
import { holdsData } from "./plan-name.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on */
export const AddOnAnswer = z.object({
  id: Uuid,
  name: z.string(),
  app: z.object({ id: Uuid }),
  plan: z.object({ name: z.string() }),
  addon_service: z.object({ name: z.string() }),
  state: z.string(),
  config_vars: z.array(z.string()),
  billed_price: z.object({ cents: z.number() }).nullish(),
  created_at: z.string(),
});
export type AddOnAnswer = z.output<typeof AddOnAnswer>;

export const outputsOf = (
  { name, addon_service, config_vars, billed_price }: AddOnAnswer,
  configVars = config_vars,
) => ({
  addOnName: name,
  service: addon_service.name,
  configVars: configVars.toSorted(),
  monthlyCents: Math.round(billed_price?.cents ?? 0),
});

/** What is needed of an add-on to speak of it and to change it. */
type Named = Pick<AddOnAnswer, "id" | "name" | "app">;

const pathOf = ({ id, app }: Named) => `/apps/${app.id}/addons/${id}`;

export const change = (heroku: Heroku, shown: Named, body: { plan: string; name?: string | undefined }) =>
  heroku.patch(pathOf(shown), { doing: `change add-on ${shown.name} to ${body.plan}`, body, answer: AddOnAnswer });

export const remove = (heroku: Heroku, shown: Named) =>
  heroku.delete(pathOf(shown), { doing: `remove add-on ${shown.name}` });

/** Heroku keeps what it could not provision in its lists for a while. */
export const isDead = ({ state }: AddOnAnswer) => state === "deprovisioned" || state === "deprovisioning";

/** The app's add-ons that hold data and would be deleted with it; those of other apps that it has attached stay. */
export async function addOnsWithData(heroku: Pick<Heroku, "list">, app: string): Promise<AddOnAnswer[]> {
  const all = (await listOfApp(heroku, `/apps/${app}/addons`, AddOnAnswer)) ?? [];
  return all.filter((each) => each.app.id === app && !isDead(each) && holdsData(each.plan.name));
}

/** The app's add-on of this name, if it is not one that Heroku could not provision. */
export async function findLiving(heroku: Heroku, app: string, name: string): Promise<AddOnAnswer | undefined> {
  const found = await heroku.find(`/apps/${app}/addons/${name}`, AddOnAnswer);
  return found && !isDead(found) ? found : undefined;
}

/** The UUID of an add-on that may be given by name; undefined where it is gone. */
export const addOnUuid = async (heroku: Heroku, addOn: string): Promise<string | undefined> =>
  (await heroku.find(`/addons/${addOn}`, AddOnAnswer.pick({ id: true })))?.id;

/** The add-on of this name or UUID, out of one list that serves all look-ups; refuses what is not there. */
export async function findNamed(heroku: Heroku, addOn: string): Promise<AddOnAnswer> {
  const all = (await heroku.list("/addons", AddOnAnswer)).filter((each) => !isDead(each));
  const found = all.find(({ id, name }) => id === addOn || name === addOn);
  if (found) return found;
  const names = all.map(({ name }) => name);
  const reason = `"${addOn}" is not an add-on that you have access to${didYouMean(addOn, names)}`;
  throw new WrongInputs([{ path: ["addOn"], reason }]);
}

import { z } from "zod";
import { isGone } from "./errors.ts";
import type { Answer, Heroku } from "./heroku.ts";
import { Uuid } from "./uuid.ts";

/** The id of what belongs to an app: `APP_UUID/KEY`. */
export const idOfApp = (app: string, key: string): string => `${app}/${key}`;

/** App (a name, where somebody typed it) and key of such an id. */
export function partsOf(id: string): { app: string; key: string } {
  const at = id.indexOf("/");
  return at < 0 ? { app: id, key: "" } : { app: id.slice(0, at), key: id.slice(at + 1) };
}

/** A list of the app's, or undefined where the app is gone. */
export async function listOfApp<T>(
  heroku: Pick<Heroku, "list">,
  path: string,
  item: Answer<T>,
): Promise<T[] | undefined> {
  try {
    return await heroku.list(path, item);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The UUID of an app that may be given by name. */
export async function appUuid(heroku: Heroku, app: string): Promise<string> {
  return (await heroku.get(`/apps/${app}`, z.object({ id: Uuid }))).id;
}

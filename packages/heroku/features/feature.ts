import { z } from "zod";
import { findNamed } from "../define/find-named.ts";
import type { Heroku } from "../define/heroku.ts";
import { changeAtFirst } from "../define/restoring.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#app-feature */
export const FeatureAnswer = z.object({ name: z.string(), enabled: z.boolean() });

/** Where features are switched, and what they are called there. */
export interface Switches {
  /** Path of their list. */
  path: string;
  /** As in "is not …": `an app feature`. */
  kind: string;
  /** As in "turn … on": `feature`. */
  noun: string;
}

interface Wanted {
  name: string;
  enabled: boolean;
}

export const featureNamed = async (heroku: Heroku, { path, kind }: Switches, name: string) =>
  findNamed(await heroku.list(path, FeatureAnswer), name, kind);

export const turn = (heroku: Heroku, { path, noun }: Switches, { name, enabled }: Wanted) =>
  heroku.patch(`${path}/${name}`, {
    doing: `turn ${noun} "${name}" ${enabled ? "on" : "off"}`,
    body: { enabled },
    answer: FeatureAnswer,
  });

/** Switches a feature as a new resource declares it, and keeps in state what was there before, which is known now only. */
export async function turnAtFirst(heroku: Heroku, switches: Switches, id: string, wanted: Wanted) {
  const found = await featureNamed(heroku, switches, wanted.name);
  const outputs = { enabledBefore: found.enabled };
  heroku.made(id, outputs, { ...wanted, enabled: found.enabled });
  if (found.enabled !== wanted.enabled) await changeAtFirst(heroku, turn(heroku, switches, wanted));
  return { id, outputs };
}

import { z } from "zod";
import type { Wrong } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";

const Installations = z.array(z.object({ buildpack: z.object({ url: z.string(), name: z.string().optional() }) }));

export const setBuildpacks = (heroku: Heroku, app: string, buildpacks: string[]) =>
  heroku.put(`/apps/${app}/buildpack-installations`, {
    doing: "set the app's buildpacks",
    body: { updates: buildpacks.map((buildpack) => ({ buildpack })) },
    answer: Installations,
  });

export async function readBuildpacks(heroku: Heroku, app: string): Promise<string[]> {
  const installed = await heroku.get(`/apps/${app}/buildpack-installations`, Installations);
  return installed.map(({ buildpack }) => buildpack.name ?? buildpack.url);
}

/** The stack of every app of the Fir generation, and of no other: https://devcenter.heroku.com/articles/generations */
const FIR_STACK = "cnb";

/** Buildpacks of an app that has none at Heroku, but in its code. */
export function misplacedBuildpacks(stack: string | undefined, buildpacks: string[] | undefined): Wrong[] {
  if (stack !== FIR_STACK || buildpacks === undefined) return [];
  const reason =
    "This app uses Cloud Native Buildpacks, as every app of the Fir generation does: name them in the code's `project.toml`, and leave `buildpacks` out";
  return [{ path: ["buildpacks"], reason }];
}

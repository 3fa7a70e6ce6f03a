import { answers } from "./plain-app.ts";
import type { World } from "./world.ts";

/** A team of the test's account: it is made unless it is there. */
export async function aTeam(world: World, team = "contract"): Promise<{ team: string }> {
  if (!(await answers(world, `/teams/${team}`))) await world.api("POST", "/teams", { name: team });
  return { team };
}

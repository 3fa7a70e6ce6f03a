import { invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { hexOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { type App, apps } from "./app.ts";
import { domains } from "./domain.ts";
import { dynos } from "./dyno.ts";
import { forgetKeptBy } from "./forget.ts";
import { formations } from "./formation.ts";
import { type Space, spaces } from "./space.ts";
import type { Team } from "./team.ts";

/** Heroku's words are (unverified). */
const HAS_APPS = "You can't delete a space that has apps in it.";

export const appsIn = (platform: Platform, { id, account }: Space): App[] =>
  apps(platform)
    .list({ account })
    .filter(({ space }) => space === id);

/** With its apps it goes to another team. */
export function transferSpace(call: Call, space: Space, team: Team): Space {
  for (const app of appsIn(call, space)) apps(call).update(app.id, { team: team.id });
  return spaces(call).update(space.id, { team: team.id, updated_at: call.timestamp() });
}

/** It goes for as long as it came. */
export function beginDeletion(call: Call, space: Space): Space {
  if (appsIn(call, space).length > 0) throw invalidParams(HAS_APPS);
  if (space.state === "deleting") return space;
  call.later(call.provisionMs, "space.deleted", { space: space.id });
  return spaces(call).update(space.id, { state: "deleting" });
}

/** The task `space.deleted`: whatever is kept by the space goes with it. */
export function spaceDeleted(platform: Platform, payload: Record<string, string>): void {
  const space = spaces(platform).get(payload.space ?? "");
  if (!space) return;
  forgetKeptBy(platform, "space", space.id);
  spaces(platform).delete(space.id);
}

/** Heroku's schema calls an app's process types `formation`, its CLI reads `formations`: both are told. */
export function serializeTopology(platform: Platform, space: Space) {
  const described = appsIn(platform, space).map((app) => {
    const formation = formationOf(platform, app);
    const hostnames = domains(platform).list({ app: app.id });
    return { id: app.id, domains: hostnames.map(({ hostname }) => hostname), formation, formations: formation };
  });
  return { version: 1, apps: described };
}

const formationOf = (platform: Platform, app: App) =>
  formations(platform)
    .list({ app: app.id })
    .map(({ id, type }) => ({
      id,
      process_type: type,
      dynos: dynos(platform)
        .list({ app: app.id, type })
        .map((dyno) => ({
          id: dyno.id,
          number: dyno.number,
          private_ip: addressIn("10.0", dyno.id),
          hostname: `${dyno.number}.${type}.${app.name}.app.localspace`,
        })),
    }));

/** An address that follows from the text, below the two bytes given. */
export function addressIn(network: string, text: string): string {
  const bytes = hexOf(text, 4);
  return `${network}.${Number.parseInt(bytes.slice(0, 2), 16)}.${Number.parseInt(bytes.slice(2), 16)}`;
}

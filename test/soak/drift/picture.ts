import type { Project } from "../../support/project.ts";

/** Everything of an app and its pipeline that people can change, without what Heroku makes up itself. */
export interface Picture {
  app: { name: string; maintenance: boolean; stack: string; buildpacks: string[]; acm: boolean };
  vars: Record<string, string>;
  addOns: Record<string, AddOn>;
  formation: Record<string, string>;
  features: string[];
  domains: string[];
  drains: string[];
  backups: string[];
  /** What the running code was built from. */
  code: string | null;
  /** Name of the pipeline, and its apps by stage. */
  pipelines: { name: string; apps: string[] }[];
}

interface AddOn {
  plan: string;
  /** Its name, where somebody has given it one. */
  name?: string;
  attachments: string[];
}

interface Named {
  id: string;
  name: string;
}

/** Somebody else's names begin with this. */
export const THEIRS = "theirs";

export async function pictureOf(project: Project): Promise<Picture> {
  const get = <T>(path: string) => project.api<T>("GET", path);
  type App = Named & { maintenance: boolean; build_stack: Named; acm: boolean };
  const apps = await get<App[]>("/apps");
  const app = apps.find(({ name }) => !name.startsWith(THEIRS)) as App;
  const of = <T>(path: string) => get<T>(`/apps/${app.id}${path}`);
  const found = await of<(Named & { addon_service: Named; plan: Named; config_vars: string[] })[]>("/addons");
  const attached = await of<(Named & { addon: { id: string } })[]>("/addon-attachments");
  const database = found.find(({ addon_service }) => addon_service.name === "heroku-postgresql");
  type Schedule = { name: string; hour: number; timezone: string };
  const schedules = await get<Schedule[]>(`/client/v11/databases/${database?.id}/transfer-schedules`);
  const vars = Object.entries(await of<Record<string, string>>("/config-vars"));
  const foreign = new Set(found.flatMap(({ config_vars }) => config_vars));
  type Process = { type: string; quantity: number; dyno_size: Named };
  const releases = await of<{ current: boolean; slug: { id: string } | null }[]>("/releases");
  const slug = releases.find(({ current }) => current)?.slug?.id;
  const couplings =
    await get<{ app: { id: string }; pipeline: { id: string }; stage: string }[]>("/pipeline-couplings");
  return {
    app: {
      name: app.name,
      maintenance: app.maintenance,
      stack: app.build_stack.name,
      buildpacks: (await of<{ buildpack: Named }[]>("/buildpack-installations")).map(({ buildpack }) => buildpack.name),
      acm: app.acm,
    },
    vars: Object.fromEntries(vars.filter(([key]) => !foreign.has(key))),
    addOns: Object.fromEntries(
      found.map(({ id, name, plan, addon_service }) => [
        addon_service.name,
        {
          plan: plan.name,
          ...(name.startsWith(THEIRS) ? { name } : {}),
          attachments: attached.flatMap((each) => (each.addon.id === id ? [each.name] : [])).sort(),
        },
      ]),
    ),
    formation: Object.fromEntries(
      (await of<Process[]>("/formation")).map(({ type, quantity, dyno_size }) => [
        type,
        `${quantity} ${dyno_size.name}`,
      ]),
    ),
    features: (await of<(Named & { enabled: boolean })[]>("/features"))
      .flatMap(({ name, enabled }) => (enabled ? [name] : []))
      .sort(),
    domains: (await of<{ hostname: string; kind: string }[]>("/domains"))
      .flatMap(({ hostname, kind }) => (kind === "custom" ? [hostname] : []))
      .sort(),
    drains: (await of<{ url: string }[]>("/log-drains")).map(({ url }) => url).sort(),
    backups: schedules.map(({ name, hour, timezone }) => `${name} at ${hour} ${timezone}`),
    code: slug === undefined ? null : (await of<{ commit: string | null }>(`/slugs/${slug}`)).commit,
    pipelines: (await get<Named[]>("/pipelines")).map(({ id, name }) => ({
      name,
      apps: couplings
        .filter(({ pipeline }) => pipeline.id === id)
        .map((each) => `${each.stage}: ${apps.find((one) => one.id === each.app.id)?.name}`)
        .sort(),
    })),
  };
}

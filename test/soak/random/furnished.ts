import { ACCEPT } from "./requests.ts";

/** Heroku's API with a key: fails where it refuses. */
export type Api = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<T>;

export const apiAt =
  (address: string, key: string): Api =>
  async (method, path, body) => {
    const answer = await fetch(address + path, {
      method,
      headers: { accept: ACCEPT, authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };

interface Named {
  id: string;
  name: string;
}

/** Something of every kind that an account can have, in two apps, the name of one and the other. */
export async function furnish(api: Api, one: string, other: string): Promise<void> {
  for (const name of [one, other]) {
    await api("POST", "/apps", { name });
    await api("PATCH", `/apps/${name}/config-vars`, { LEVEL: "info", HOST: "example.com" });
    const code = { process_types: { web: "run", worker: "work", release: "migrate" } };
    const slug = await api<Named>("POST", `/apps/${name}/slugs`, code);
    await api("POST", `/apps/${name}/releases`, { slug: slug.id });
    await api("PATCH", `/apps/${name}/formation`, { updates: [{ type: "web", quantity: 1, size: "standard-1x" }] });
  }
  const database = await api<Named>("POST", `/apps/${one}/addons`, { plan: "heroku-postgresql:standard-0" });
  for (const plan of ["heroku-redis:mini", "papertrail:choklad"]) await api("POST", `/apps/${one}/addons`, { plan });
  await api("POST", "/addon-attachments", { addon: database.id, app: other, name: "SHARED" });
  await api("POST", `/postgres/v0/databases/${database.id}/credentials`, { name: "reader" });
  const schedule = { schedule_name: "DATABASE_URL", hour: 2, timezone: "UTC" };
  await api("POST", `/client/v11/databases/${database.id}/transfer-schedules`, schedule);
  await api("POST", `/client/v11/databases/${database.id}/backups`);
  await api("POST", `/apps/${one}/acm`);
  await api("POST", `/apps/${one}/domains`, { hostname: `www.${one}.com`, sni_endpoint: null });
  await api("POST", `/apps/${one}/log-drains`, { url: `https://logs.${one}.com/` });
  await api("PATCH", `/apps/${one}/features/preboot`, { enabled: true });
  await api("POST", `/apps/${one}/dynos`, { command: "true" });
  await api("POST", `/apps/${one}/log-sessions`, { tail: true });
  await api("PUT", `/apps/${one}/buildpack-installations`, { updates: [{ buildpack: "heroku/python" }] });
  const { source_blob } = await api<{ source_blob: { get_url: string } }>("POST", "/sources");
  await api("POST", `/apps/${one}/builds`, { source_blob: { url: source_blob.get_url, version: "1" } });
  const account = await api<Named>("GET", "/account");
  const pipeline = await api<Named>("POST", "/pipelines", { name: one, owner: { id: account.id, type: "user" } });
  for (const [app, stage] of [
    [one, "staging"],
    [other, "production"],
  ])
    await api("POST", "/pipeline-couplings", { app, pipeline: pipeline.id, stage });
  const [from, to] = [await api<Named>("GET", `/apps/${one}`), await api<Named>("GET", `/apps/${other}`)];
  const promotion = { source: { app: { id: from.id } }, targets: [{ app: { id: to.id } }] };
  await api("POST", "/pipeline-promotions", { pipeline: { id: pipeline.id }, ...promotion });
  await api("POST", "/teams", { name: `${one}-crew` });
  await api("POST", "/teams/apps", { name: `${one}-team`, team: `${one}-crew` });
}

/** Lists that an account has; each of them can be shown whatever happened before. */
export const LISTS = ["/apps", "/addons", "/addon-attachments", "/pipelines", "/pipeline-couplings"];

/** Takes everything away from what `furnish` made. */
export async function clear(api: Api, one: string, other: string): Promise<void> {
  for (const name of [`${one}-team`, other, one]) await api("DELETE", `/apps/${name}`);
  await api("DELETE", `/teams/${one}-crew`);
  for (const { id } of await api<Named[]>("GET", "/pipelines")) await api("DELETE", `/pipelines/${id}`);
  for (const list of LISTS) {
    const left = await api<unknown[]>("GET", list);
    if (left.length > 0) throw new Error(`${list} still has ${JSON.stringify(left)}`);
  }
}

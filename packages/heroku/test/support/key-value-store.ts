import type { World } from "./world.ts";

let made = 0;

/** A store that is provisioned and answers, on an app of its own. */
export async function keyValueStore({ api }: World, plan = "heroku-redis:premium-0") {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-stores-${++made}` });
  const name = `contract-store-${made}`;
  const { id: addOn } = await api<{ id: string }>("POST", `/apps/${app}/addons`, { plan, name });
  await api("POST", `/addons/${addOn}/actions/provision`);
  return { addOn, name, app };
}

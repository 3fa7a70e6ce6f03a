import type { World } from "./world.ts";

let made = 0;

/** A space with a team of its own, there at once since an app has named it. */
export async function namedSpace({ api }: World): Promise<{ space: string; name: string; team: string }> {
  const [name, team] = [`contract-space-${++made}`, `contract-team-${made}`];
  await api("POST", "/teams", { name: team });
  await api("POST", "/teams/apps", { name: `contract-in-space-${made}`, space: name, team });
  const { id } = await api<{ id: string }>("GET", `/spaces/${name}`);
  return { space: id, name, team };
}

import type { World } from "./world.ts";

let made = 0;

/** An app with a release that has these process types. */
export async function deployedApp(world: World, types: string[]): Promise<{ app: string; name: string }> {
  const name = `contract-deployed-${++made}`;
  const { id } = await world.api<{ id: string }>("POST", "/apps", { name });
  await deployedApp.release(world, id, types);
  return { app: id, name };
}

/** Deploys code with these process types, as a slug made elsewhere, of a commit if one is given. */
deployedApp.release = async ({ api }: World, app: string, types: string[], commit?: string): Promise<string> => {
  const commands = Object.fromEntries(types.map((type) => [type, `run ${type}`]));
  const { id } = await api<{ id: string }>("POST", `/apps/${app}/slugs`, { process_types: commands, commit });
  await api("POST", `/apps/${app}/releases`, { slug: id });
  return id;
};

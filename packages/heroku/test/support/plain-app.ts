import type { World } from "./world.ts";

let made = 0;

/** An app without a release. */
export async function plainApp({ api }: World): Promise<{ app: string; name: string }> {
  const name = `contract-plain-${++made}`;
  const { id } = await api<{ id: string }>("POST", "/apps", { name });
  return { app: id, name };
}

/** Whether a path answers, seen through Heroku's API. */
export const answers = ({ api }: World, path: string): Promise<boolean> =>
  api("GET", path).then(
    () => true,
    () => false,
  );

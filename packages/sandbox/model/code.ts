import type { Platform } from "../platform.ts";
import type { App } from "./app.ts";
import { releases } from "./release.ts";
import { type Slug, slugs } from "./slug.ts";

/** The code with this id, if it was made for the app, or released on it, as promoted code is. */
export function codeOf(platform: Platform, app: App, id: string): Slug | undefined {
  const code = slugs(platform).get(id);
  return code && (code.app === app.id || usersOf(platform, code).includes(app.id)) ? code : undefined;
}

/** The apps that have a release of it. */
export function usersOf(platform: Platform, { id }: Slug): string[] {
  return releases(platform)
    .list({ slug: id })
    .map(({ app }) => app);
}

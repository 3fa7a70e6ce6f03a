import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";

/** What a build leaves behind, on Fir as an image: process types and a name for the code. The sandbox keeps no code. */
export interface Slug {
  id: string;
  app: string;
  process_types: Record<string, string>;
  stack: string;
  commit: string | null;
  commit_description: string | null;
  checksum: string | null;
  size: number | null;
  buildpack_provided_description: string | null;
  /** Who has it may upload the archive, without a key; null where a build has made the slug. */
  signature: string | null;
  created_at: string;
  updated_at: string;
}

/** It outlives its app where others run it: `routes/slugs.ts` takes away the rest. */
export const slugs = collection<Slug>("slugs", { hidden: ["signature"] });

export type NewSlug = Pick<Slug, "process_types"> & Partial<Slug>;

export function createSlug(platform: Platform, app: App, wanted: NewSlug): Slug {
  const now = platform.timestamp();
  return slugs(platform).insert({
    stack: app.build_stack,
    commit: null,
    commit_description: null,
    checksum: null,
    size: null,
    buildpack_provided_description: null,
    signature: null,
    ...wanted,
    id: platform.uuid(),
    app: app.id,
    created_at: now,
    updated_at: now,
  });
}

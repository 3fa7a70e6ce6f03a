import type { Platform } from "../platform.ts";
import type { Document } from "../store/collection.ts";
import { collections } from "./index.ts";

interface Kept extends Document {
  app: string;
  space: string;
  team: string;
}

/** Deletes whatever is kept by an app, a space or a team: every document of a collection with a key that begins with it. */
export function forgetKeptBy(platform: Platform, owner: "app" | "space" | "team", id: string): void {
  for (const { shape } of collections) {
    const isByOwner = [...shape.unique, ...shape.indexes].some(([first]) => first === owner);
    if (isByOwner) platform.store.table<Kept>(shape).deleteWhere({ [owner]: id });
  }
}

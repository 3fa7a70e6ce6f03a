import { findDynoSize } from "../catalogue/dyno-sizes.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type App, appRef } from "./app.ts";

/** One process type of an app: how many dynos of which size. */
export interface Formation {
  id: string;
  app: string;
  type: string;
  command: string;
  quantity: number;
  /** As in the catalogue: "Standard-1X". */
  size: string;
  created_at: string;
  updated_at: string;
}

export const formations = collection<Formation>("formations", { unique: [["app", "type"]] });

/** Heroku picks Eco for accounts that subscribe to it; the sandbox's do not. That it is Basic else is (unverified). */
const DEFAULT_SIZE = { cedar: "Basic", fir: "dyno-1c-0.5gb", space: "Private-S" };

/** A process type that joins an app of the production tier gets this size (unverified). */
const PRODUCTION_SIZE = "Standard-1X";

/** Process types come and go with the code: new ones start at 0, except the web type of the first release. */
export function syncFormation(platform: Platform, app: App, processTypes: Record<string, string>): void {
  const existing = formations(platform).list({ app: app.id });
  const now = platform.timestamp();
  for (const row of existing) {
    const command = processTypes[row.type];
    if (command === undefined) formations(platform).delete(row.id);
    else if (command !== row.command) formations(platform).update(row.id, { command, updated_at: now });
  }
  const known = new Set(existing.map((row) => row.type));
  for (const [type, command] of Object.entries(processTypes)) {
    if (known.has(type)) continue;
    formations(platform).insert({
      id: platform.uuid(),
      app: app.id,
      type,
      command,
      quantity: existing.length === 0 && type === "web" ? 1 : 0,
      size: defaultSize(app),
      created_at: now,
      updated_at: now,
    });
  }
}

export function defaultSize(app: App): string {
  if (app.generation === "fir") return DEFAULT_SIZE.fir;
  if (app.space !== null) return DEFAULT_SIZE.space;
  if (app.process_tier === "production") return PRODUCTION_SIZE;
  return app.process_tier === "eco" ? "Eco" : DEFAULT_SIZE.cedar;
}

export function serializeFormation(app: App, row: Formation) {
  const { id, type, command, quantity, size, created_at, updated_at } = row;
  const dynoSize = { id: findDynoSize(size)?.id ?? "", name: size };
  return { app: appRef(app), command, created_at, dyno_size: dynoSize, id, quantity, size, type, updated_at };
}

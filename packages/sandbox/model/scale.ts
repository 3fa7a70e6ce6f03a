import { type DynoSize, findDynoSize, type Tier, tierOf } from "../catalogue/dyno-sizes.ts";
import { HerokuError, invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { type App, apps } from "./app.ts";
import { restart, scaleTo } from "./dyno.ts";
import { dynoSizesFor } from "./dyno-sizes.ts";
import { type Formation, formations } from "./formation.ts";

export interface ScaleUpdate {
  type: string;
  /** A number, also as text; with a sign it is added to what there is. */
  quantity?: number | string | undefined;
  size?: string | undefined;
}

/** Changes quantities and sizes, all or none of them. Scaling makes no release. */
export function scale(platform: Platform, app: App, updates: readonly ScaleUpdate[]): Formation[] {
  const before = formations(platform).list({ app: app.id });
  const named = new Map<string, Formation>();
  for (const update of updates) {
    const row = named.get(update.type) ?? before.find((candidate) => candidate.type === update.type);
    if (!row) throw noSuchType(update.type);
    named.set(update.type, changed(app, row, update));
  }
  const after = before.map((row) => named.get(row.type) ?? row);
  const tier = requireOneTier(after, [...named.values()]);
  const followed = after.map((row) => (named.has(row.type) ? row : followTier(row, tier)));
  requireAllowed(platform, followed);
  apps(platform).update(app.id, { process_tier: tier ?? app.process_tier });
  const dynos = followed.map(({ type, quantity, size }) => `${type}@${quantity}:${size}`).join(" ");
  platform.note(`Scaled to ${dynos}`, { account: app.account, app: app.id });
  return followed.map((row, index) => save(platform, app, before[index], row));
}

/** A process type that is not in the code is 404: https://github.com/heroku/hatchet/issues/153 */
export function noSuchType(type: string): HerokuError {
  return new HerokuError(404, "not_found", `Couldn't find that process type (${type}).`, { resource: "formation" });
}

/** The size by name in any case, if the app can use it. */
export function requireSize(app: App, wanted: string): DynoSize {
  const available = dynoSizesFor(app);
  const size = findDynoSize(wanted);
  if (size && available.includes(size)) return size;
  const names = available.map(({ name }) => name);
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  throw invalidParams(`No such size as ${wanted}. Available dyno sizes are ${list}.`);
}

function changed(app: App, row: Formation, { quantity, size }: ScaleUpdate): Formation {
  return {
    ...row,
    quantity: quantity === undefined ? row.quantity : quantityFrom(row.quantity, quantity),
    size: size === undefined ? row.size : requireSize(app, size).name,
  };
}

/** Heroku's words for a quantity that is none are (unverified). */
function quantityFrom(current: number, wanted: number | string): number {
  const text = String(wanted).trim();
  const quantity = /^[+-]\d+$/.test(text) ? current + Number(text) : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  // A number below zero is no subtraction: only text can be "-1".
  if (!(quantity >= 0) || (typeof wanted === "number" && wanted < 0)) throw invalidParams(`Invalid quantity: ${text}.`);
  return quantity;
}

/** The tier of the dynos that run after the change; if none will, of those that were named. */
function requireOneTier(rows: readonly Formation[], named: readonly Formation[]): Tier | undefined {
  const running = rows.filter((row) => row.quantity > 0);
  const sizes = [...new Set((running.length > 0 ? running : named).map((row) => row.size))];
  const tiers = [...new Set(sizes.map(tierNamed))];
  if (tiers.length > 1)
    throw invalidParams(`Cannot use the following dyno types in the same app: ${sizes.join(" and ")}.`);
  return tiers[0];
}

/** Process types at zero move along to the tier that the others moved to (unverified). */
function followTier(row: Formation, tier: Tier | undefined): Formation {
  if (tier === undefined || row.quantity > 0 || tierNamed(row.size) === tier) return row;
  return { ...row, size: SMALLEST[tier] };
}

const SMALLEST: Record<Tier, string> = {
  eco: "Eco",
  basic: "Basic",
  production: "Standard-1X",
  private: "Private-S",
  shield: "Shield-S",
  fir: "dyno-1c-0.5gb",
};

function tierNamed(size: string): Tier {
  const found = findDynoSize(size);
  if (!found) throw new Error(`the catalogue has no dyno size ${size}`);
  return tierOf(found);
}

function requireAllowed(platform: Platform, rows: readonly Formation[]): void {
  const { dynosPerApp, performanceDynosPerType } = platform.limits;
  for (const { size, quantity } of rows) {
    if ((size === "Eco" || size === "Basic") && quantity > 1) {
      throw invalidParams(`Cannot update to more than 1 ${size} size dynos per process type.`);
    }
    if (size.startsWith("Performance-") && quantity > performanceDynosPerType) {
      throw aboveLimit(performanceDynosPerType, quantity, `${size} size dynos`);
    }
  }
  const total = rows.reduce((sum, row) => sum + row.quantity, 0);
  if (total > dynosPerApp) throw aboveLimit(dynosPerApp, total, "dynos");
}

/** As in https://github.com/flowhub/guv/issues/16; that the limit of all dynos is told the same way is (unverified). */
function aboveLimit(limit: number, size: number, what: string): HerokuError {
  return new HerokuError(422, "cannot_run_above_limit", `Cannot run more than ${limit} ${what}.`, {
    url: "https://devcenter.heroku.com/articles/dyno-size#default-scaling-limits",
    more: { limit, size },
  });
}

function save(platform: Platform, app: App, before: Formation | undefined, row: Formation): Formation {
  const isResized = row.size !== before?.size;
  if (!isResized && row.quantity === before.quantity) return row;
  const { quantity, size } = row;
  const saved = formations(platform).update(row.id, { quantity, size, updated_at: platform.timestamp() });
  if (isResized) restart(platform, app, row.type);
  else scaleTo(platform, app, saved);
  return saved;
}

import { findDynoSize } from "../catalogue/dyno-sizes.ts";
import { findPlan } from "../catalogue/plans.ts";
import { type AddOn, addOns } from "../model/add-on.ts";
import type { App } from "../model/app.ts";
import { type Formation, formations } from "../model/formation.ts";
import type { Platform } from "../platform.ts";

/** A line of an app's bill, if this were Heroku; prices are those of the catalogue. */
export interface Line {
  what: string;
  detail: string;
  monthlyCents: number;
}

export interface Parts {
  formation: readonly Formation[];
  addOns: readonly AddOn[];
}

export const partsOf = (platform: Platform, { id }: App): Parts => ({
  formation: formations(platform).list({ app: id }),
  addOns: addOns(platform).list({ app: id }),
});

/** What an account pays for all of its Eco dynos together: https://devcenter.heroku.com/articles/eco-dyno-hours */
const ECO = "Eco";

export function linesOf({ formation, addOns }: Parts): Line[] {
  const dynos = formation
    .filter(({ quantity }) => quantity > 0)
    .map((row) => ({ what: row.type, detail: `${row.quantity} × ${row.size}`, monthlyCents: centsOf(row) }));
  const services = addOns.map(({ name, plan }) => ({ what: name, detail: plan, monthlyCents: priceOf(plan) }));
  return [...dynos, ...services];
}

/** Without the Eco dynos, which have one price for the whole account. */
export const monthlyCents = (parts: Parts): number =>
  linesOf(parts).reduce((sum, { monthlyCents }) => sum + monthlyCents, 0);

export const usesEco = ({ formation }: Parts): boolean =>
  formation.some(({ size, quantity }) => size === ECO && quantity > 0);

export const ecoCents = (): number => findDynoSize(ECO)?.cost.cents ?? 0;

const centsOf = ({ quantity, size }: Formation): number =>
  size === ECO ? 0 : quantity * (findDynoSize(size)?.cost.cents ?? 0);

export const priceOf = (plan: string): number => findPlan(plan)?.cents ?? 0;

export interface Costs {
  app: App;
  parts: Parts;
}

/** What all of it costs a month: each account pays for Eco once. */
export function totalCents(costs: readonly Costs[]): number {
  const accountsOnEco = new Set(costs.filter(({ parts }) => usesEco(parts)).map(({ app }) => app.account));
  return costs.reduce((sum, { parts }) => sum + monthlyCents(parts), accountsOnEco.size * ecoCents());
}

import type { Wrong } from "../define/explain.ts";
import type { Plan } from "./plan.ts";
import { holdsData, isEssential, isOfTier, serviceOf } from "./plan-name.ts";

/**
 * Whether Heroku can't change the one plan into the other in place. Postgres moves within the Essential tier or outside
 * it: https://devcenter.heroku.com/articles/updating-heroku-postgres-databases
 */
export function needsNewAddOn(prior: string, wanted: string): boolean {
  if (serviceOf(prior) !== serviceOf(wanted)) return true;
  // A slip of the pen is none of another tier: a look at Heroku's plans then says what was meant.
  return isOfTier(wanted) && isEssential(prior) !== isEssential(wanted);
}

interface Declared {
  app?: string | undefined;
  plan?: string | undefined;
  name?: string | undefined;
  config?: Record<string, string> | undefined;
  follow?: string | undefined;
  confirmDataLoss?: boolean | undefined;
}

/** Refuses to replace what holds data, unless that is confirmed. What is unknown comes from something that is replaced. */
export function guardData(prior: Declared, wanted: Declared): Wrong[] {
  const { plan: before } = prior;
  if (before === undefined || !holdsData(before) || wanted.confirmDataLoss === true) return [];
  const refused = (path: string, why: string): Wrong => ({ path: [path], reason: `${why}; ${lossOf(prior, before)}` });
  const wrong: Wrong[] = [];
  if (wanted.app !== prior.app) wrong.push(refused("app", "another app needs a new add-on"));
  if (wanted.plan !== undefined && needsNewAddOn(before, wanted.plan)) {
    wrong.push(
      refused("plan", `Heroku can't change ${before} to ${wanted.plan} in place${detour(before, wanted.plan)}`),
    );
  }
  if (wanted.follow !== undefined && prior.follow === undefined)
    wrong.push(refused("follow", "a database follows another one only from when it is made"));
  if (JSON.stringify(sorted(prior.config)) !== JSON.stringify(sorted(wanted.config))) {
    wrong.push(refused("config", "other options of provisioning need a new add-on"));
  }
  return wrong;
}

const lossOf = ({ name }: Declared, plan: string) =>
  `replacing ${name ?? "the add-on"} (${plan}) loses all data in it: set confirmDataLoss: true if that is meant`;

const detour = (before: string, wanted: string) =>
  serviceOf(before) === serviceOf(wanted)
    ? ": declare a second AddOn, copy the data with `heroku pg:copy`, then remove this one, as docs/how-to/change-a-database-plan.md says"
    : "";

const sorted = (config: Record<string, string> = {}) => Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));

/** Refuses a smaller plan for what holds data, unless that is confirmed. */
export function guardDowngrade(before: Plan, wanted: Plan, confirmed: boolean | undefined): Wrong[] {
  if (confirmed === true || !holdsData(before.name) || wanted.price.cents >= before.price.cents) return [];
  const dollars = ({ price }: Plan) => `$${price.cents / 100}`;
  const change = `"${wanted.name}" is smaller than ${before.name} (${dollars(before)} to ${dollars(wanted)} a month)`;
  const reason = `${change}: data that does not fit may be lost; set confirmDataLoss: true if that is meant`;
  return [{ path: ["plan"], reason }];
}

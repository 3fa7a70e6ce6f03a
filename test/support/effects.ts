import { costOf, releasesOf } from "../../packages/review/impact/index.ts";
import type { Impact } from "../../packages/review/model.ts";
import type { Project } from "./project.ts";
import type { Reviewed } from "./reviewed.ts";

/** What a change brings about: as a review tells it before, or as the sandbox saw it. */
export interface Effects {
  /** How often the dynos of a process type that run before are started again, by process type. */
  restarts: Record<string, number>;
  releases: number;
  /** Apps, and add-ons with data, that are no more. */
  lost: string[];
  /** Process types, hosts and databases that don't answer, for a time or for good. */
  down: string[];
  /** Hosts whose DNS records have to follow. */
  dns: string[];
  /** Databases that are moved, and builds. */
  slow: string[];
  beforeCents: number;
  afterCents: number;
}

/** The effects that a review tells. */
export function toldEffects({ all, changes, cost, ...review }: Reviewed, every = changes): Effects {
  const impacts = review.impacts.flatMap((of) => of.impacts);
  const releases = new Map(changes.map((change) => [change.urn, releasesOf(change, all, every)]));
  return {
    // Each release restarts what runs; dynos of another size, which makes none, start again once.
    restarts: counted(
      review.impacts.flatMap((of) =>
        named(of.impacts, "restarts").map((type) => [type, releases.get(of.urn) || 1] as const),
      ),
    ),
    releases: [...releases.values()].reduce((sum, count) => sum + count, 0),
    lost: named(impacts, "data-loss"),
    down: named(impacts, "downtime"),
    dns: named(impacts, "dns-target"),
    slow: named(impacts, "slow", ["build"]),
    beforeCents: cost.beforeCents,
    afterCents: cost.afterCents,
  };
}

/** The effects that a review tells of some of its resources alone. */
export function toldEffectsOf(review: Reviewed, isMeant: (resource: { urn: string }) => boolean): Effects {
  const changes = review.changes.filter(isMeant);
  const impacts = review.impacts.filter(isMeant);
  return toldEffects({ ...review, changes, impacts, cost: costOf(changes) }, review.changes);
}

const named = (impacts: Impact[], kind: Impact["kind"], unnamed: string[] = []): string[] =>
  unique(impacts.filter((impact) => impact.kind === kind).flatMap(({ details }) => details ?? unnamed));

/** The world of one app as the sandbox holds it. */
export interface World {
  app?: { id: string; name: string; host: string; maintenance: boolean };
  dynos: { name: string; type: string }[];
  /** Each start of a dyno so far. */
  starts: { dyno: string }[];
  releases: number;
  addOns: { id: string; name: string; plan: string; available_at: number | null }[];
  domains: { hostname: string; cname: string; sni_endpoint: string | null }[];
  preboot: boolean;
  builds: number;
  cents: number;
}

interface State {
  apps: { id: string; name: string; hex: string; maintenance: boolean }[];
  dynos: { app: string; name: string; type: string }[];
  logLines: { app: string; source: string; dyno: string; text: string }[];
  releases: { app: string }[];
  "add-ons": { app: string; id: string; name: string; plan: string; available_at: number | null }[];
  domains: { app: string; hostname: string; cname: string; sni_endpoint: string | null }[];
  feature_switches: { app: string; name: string; enabled: boolean }[];
  formations: { app: string; size: string; quantity: number }[];
  builds: { app: string }[];
}

/** A new app has two releases before anything is done to it. */
const INITIAL_RELEASES = 2;

/** What the sandbox holds of an app, and what it would bill. */
export async function worldOf(project: Project, name: RegExp): Promise<World> {
  const state = await project.control<State>("GET", "/state");
  const app = state.apps.find((each) => name.test(each.name));
  const own = <T extends { app: string }>(all: T[]) => all.filter((each) => each.app === app?.id);
  return {
    ...(app ? { app: { ...app, host: `${app.name}-${app.hex}.herokuapp.com` } } : {}),
    dynos: own(state.dynos),
    starts: own(state.logLines).filter(({ source, text }) => source === "heroku" && /^Starting process/.test(text)),
    releases: Math.max(own(state.releases).length - INITIAL_RELEASES, 0),
    addOns: own(state["add-ons"]),
    domains: own(state.domains),
    preboot: own(state.feature_switches).some((each) => each.name === "preboot" && each.enabled),
    builds: own(state.builds).length,
    cents: app ? await billed(project, app.id, own(state.formations)) : 0,
  };
}

async function billed(project: Project, app: string, formation: State["formations"]): Promise<number> {
  const addOns = await project.api<{ billed_price: { cents: number } }[]>("GET", `/apps/${app}/addons`);
  const sizes = await project.api<{ name: string; cost: { cents: number } }[]>("GET", "/dyno-sizes");
  const priceOf = (size: string) => sizes.find(({ name }) => name === size)?.cost.cents ?? Number.NaN;
  const services = addOns.reduce((sum, { billed_price }) => sum + billed_price.cents, 0);
  return formation.reduce((sum, { size, quantity }) => sum + quantity * priceOf(size), services);
}

/** The effects that the sandbox saw, from how its world was before and after. */
export function seenEffects(before: World, after: World): Effects {
  if (before.app && before.app.id !== after.app?.id) return seenLoss(before, before.app, after);
  return {
    restarts: seenRestarts(before, after),
    releases: after.releases - before.releases,
    lost: seenLost(before, after),
    down: unique([...seenStopped(before, after), ...seenUnreachable(before, after), ...seenMoved(before, after)]),
    dns: seenTargets(before, after),
    slow: unique([...seenMoved(before, after), ...Array(after.builds - before.builds).fill("build")]),
    beforeCents: before.cents,
    afterCents: after.cents,
  };
}

/** The app is another one: what its dynos and releases were says nothing any more. */
function seenLoss(before: World, { name }: { name: string }, after: World): Effects {
  return {
    restarts: {},
    releases: 0,
    lost: unique([name, ...dataIn(before).map((addOn) => addOn.name)]),
    down: [name],
    dns: unique([name, ...seenTargets({ ...before, domains: [] }, { ...after, app: before.app })]),
    slow: after.builds > 0 ? ["build"] : [],
    beforeCents: before.cents,
    afterCents: after.cents,
  };
}

/** The first dyno of a type stands for all: they start together, and it is the last that goes. */
function seenRestarts(before: World, after: World): Record<string, number> {
  const firsts = new Map(before.dynos.filter(({ name }) => name.endsWith(".1")).map(({ name, type }) => [name, type]));
  return counted(
    after.starts.slice(before.starts.length).flatMap(({ dyno }) => {
      const type = firsts.get(dyno);
      return type === undefined ? [] : [[type, 1] as const];
    }),
  );
}

/** The services of both stacks that keep what can't be had again. */
const dataIn = ({ addOns }: World) =>
  addOns.filter(({ plan }) => /^(heroku-postgresql|heroku-redis|ormongo):/.test(plan));

/** One that is made anew may have the name of the one that is gone. */
function seenLost(before: World, after: World): string[] {
  const kept = new Set(dataIn(after).map(({ id }) => id));
  return unique(dataIn(before).flatMap(({ id, name }) => (kept.has(id) ? [] : [name])));
}

function seenStopped(before: World, after: World): string[] {
  const running = new Set(after.dynos.map(({ type }) => type));
  const stopped = before.dynos.map(({ type }) => type).filter((type) => !running.has(type));
  const isWebAway = (after.app?.maintenance && !before.app?.maintenance) || (before.preboot && !after.preboot);
  return isWebAway ? [...stopped, "web"] : stopped;
}

function seenUnreachable(before: World, after: World): string[] {
  return before.domains
    .filter(({ hostname, sni_endpoint }) => {
      const now = after.domains.find((each) => each.hostname === hostname);
      return now === undefined || (sni_endpoint !== null && now.sni_endpoint === null);
    })
    .map(({ hostname }) => hostname);
}

/** Databases that did not answer until they had their new plan. */
function seenMoved(before: World, after: World): string[] {
  return before.addOns
    .filter(({ id, plan, available_at }) => {
      const now = after.addOns.find((each) => each.id === id);
      return /^heroku-/.test(plan) && now !== undefined && now.available_at !== available_at;
    })
    .map(({ name }) => name);
}

function seenTargets(before: World, after: World): string[] {
  const targetOf = (world: World, host: string) => world.domains.find(({ hostname }) => hostname === host)?.cname;
  const hosts = [...before.domains, ...after.domains].map(({ hostname }) => hostname);
  const changed = hosts.filter((host) => targetOf(before, host) !== targetOf(after, host));
  const own = before.app && before.app.host !== after.app?.host ? [before.app.host] : [];
  return unique([...changed, ...own]);
}

function counted(counts: (readonly [name: string, count: number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

const unique = (items: string[]): string[] => [...new Set(items)].sort();

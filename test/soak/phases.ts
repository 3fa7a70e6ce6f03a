import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { deployed } from "../support/deployed.ts";
import type { Kept, Project } from "../support/project.ts";

export const STACK = "staging";

/** What a command has to do: make staging from nothing, change whatever can change, take it down, or look at it. */
export type Phase = "up" | "change" | "destroy" | "refresh";

/**
 * The most requests that each makes; how often it looks whether something is ready differs from run to run. phases.all.test.ts
 * holds it to that.
 */
export const REQUESTS: Record<Phase, number> = { up: 50, change: 50, destroy: 22, refresh: 20 };

const COMMANDS: Record<Phase, string> = { up: "up", change: "up", destroy: "destroy", refresh: "refresh" };

export const commandOf = (phase: Phase) => [COMMANDS[phase], "--stack", STACK, "--yes", "--skip-preview"];

/** The phases that end with something else than they begin with. */
export const CHANGING = ["up", "change", "destroy"] as const;

/**
 * What there is before each phase: nothing, staging as it is, and staging with a change of every resource that can change.
 * The stack exists, and has nothing. `makes` carries out the `up`; without it staging is the one that is deployed once for all tests.
 */
export async function starts(
  project: Project,
  makes?: (phase: Phase) => Promise<unknown>,
): Promise<Record<Phase, Kept>> {
  const up = await project.keep();
  if (makes) await makes("up");
  else await project.bring(await deployed(STACK));
  const staging = await project.keep();
  await change(project);
  return { up, change: await project.keep(), refresh: staging, destroy: staging };
}

/** Staging, and changes that somebody else has made to it since. */
export async function drifted(project: Project, staging: Kept): Promise<Kept> {
  await project.bring(staging);
  const app = "consumer-notebook-staging";
  const addOns = await project.api<{ id: string; plan: { name: string } }[]>("GET", `/apps/${app}/addons`);
  const mail = addOns.find(({ plan }) => plan.name.startsWith("sendgrid"));
  await project.api("DELETE", `/apps/${app}/addons/${mail?.id}`);
  await project.api("DELETE", `/apps/${app}/domains/staging.consumernotebook.com`);
  await project.api("PATCH", `/apps/${app}`, { maintenance: true });
  await project.api("PATCH", `/apps/${app}/config-vars`, { ALLOWED_HOSTS: "elsewhere.example.com" });
  await project.api("PATCH", `/apps/${app}/formation`, { updates: [{ type: "worker", quantity: 0 }] });
  return project.keep();
}

/** The next version of the code, beside the one that is deployed. */
export function writeNext(project: Project): void {
  cpSync(join(project.folder, "examples/site"), join(project.folder, "examples/next"), { recursive: true });
  appendFileSync(join(project.folder, "examples/next/README.md"), "The next version.\n");
}

/** A stack file in which whatever can change does; one add-on goes, and the domain is another one. */
async function change(project: Project): Promise<void> {
  writeNext(project);
  const set = (path: (string | number)[], value: unknown) => project.set(STACK, path, value);
  set(["app", "name"], "consumer-notebook-next");
  set(["app", "maintenance"], true);
  set(["formation", "web"], { quantity: 2, size: "standard-1x" });
  set(["formation", "worker"], { quantity: 1, size: "standard-1x" });
  set(["addOns", "database"], "heroku-postgresql:essential-1");
  set(["addOns", "redis"], "heroku-redis:premium-0");
  set(["addOns", "cache"], "memcachier:100");
  set(["addOns", "documents"], "ormongo:5-mmap");
  set(["addOns", "errors"], "sentry:s1-50k");
  set(["addOns", "performance"], "newrelic:hawke");
  set(["addOns", "logs"], "papertrail:fixa");
  set(["addOns", "mail"], undefined);
  set(["backup", "hour"], 4);
  set(["build"], "examples/next");
  set(["domains"], ["next.consumernotebook.com"]);
  set(["features"], ["preboot"]);
  set(["pipeline"], "consumer-notebook-next");
  set(["vars", "ALLOWED_HOSTS"], "next.consumernotebook.com");
  await project.ok("config", "set", "--secret", "LOG_DRAIN_URL", "https://next.example.com", "--stack", STACK);
}

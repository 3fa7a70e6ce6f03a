import { didYouMean, type Wrong } from "@pulumi/heroku/explain";
import type { HerokuAppArgs } from "../heroku-app.ts";
import { type FieldsOf, refuse, wrongFields } from "../wrong-args.ts";
import type { AddOnSettings, CredentialSettings } from "./add-ons.ts";
import type { PipelineMembership } from "./code.ts";
import type { JobSettings } from "./jobs.ts";

const CREDENTIAL: FieldsOf<CredentialSettings> = { rotation: "any", attachment: "any" };

const ADD_ON: FieldsOf<AddOnSettings> = {
  plan: "text",
  name: "any",
  attachment: "any",
  config: "any",
  confirmDataLoss: "any",
  protect: "any",
  follow: "text",
  after: "text",
  backup: "map",
  credentials: { each: CREDENTIAL },
  called: "text",
};

const JOB: FieldsOf<JobSettings> = { command: "any", size: "any", run: "any" };

const MEMBERSHIP: FieldsOf<PipelineMembership> = {
  pipeline: "any",
  stage: "any",
  promotes: { fields: { app: "any", release: "any" } },
};

const ARGS: FieldsOf<HerokuAppArgs> = {
  name: "any",
  region: "any",
  stack: "any",
  team: "any",
  space: "any",
  buildpacks: "any",
  maintenance: "any",
  confirmDataLoss: "any",
  vars: "any",
  secretVars: "any",
  addOns: { each: ADD_ON },
  protectData: "any",
  build: "any",
  membership: { fields: MEMBERSHIP },
  rollbackTo: "any",
  jobs: { each: JOB },
  formation: "any",
  domains: "list",
  automaticCertificates: "any",
  features: "list",
  logDrains: "map",
  aliases: "map",
};

/** Refuses what a `HerokuApp` can't be made of; what its parts are made of is checked by the provider. */
export function checkArgs(name: string, args: HerokuAppArgs): void {
  const wrong = wrongFields(args, ARGS);
  refuse(`HerokuApp "${name}"`, wrong.length > 0 ? wrong : [...wrongAddOns(args), ...twoOrigins(args)]);
}

function wrongAddOns({ addOns = {} }: HerokuAppArgs): Wrong[] {
  const names = Object.keys(addOns);
  return names.flatMap((key) => {
    const path = ["addOns", key];
    const { plan } = addOns[key] ?? {};
    const unplanned = plan === undefined ? [{ path: [...path, "plan"], reason: "is missing; it takes a text" }] : [];
    return [...unplanned, ...(["follow", "after"] as const).flatMap((field) => wrongNeighbour(addOns, key, field))];
  });
}

function wrongNeighbour(addOns: Record<string, AddOnSettings>, key: string, field: "follow" | "after"): Wrong[] {
  const named = addOns[key]?.[field];
  if (named === undefined) return [];
  const path = ["addOns", key, field];
  const others = Object.keys(addOns).filter((name) => name !== key);
  if (!others.includes(named))
    return [{ path, reason: `"${named}" is not another add-on of this app${didYouMean(named, others)}` }];
  return leadsTo(addOns, named, key)
    ? [{ path, reason: `"${named}" waits for this one itself; remove one of them` }]
    : [];
}

/** Whether an add-on comes, over whatever it follows or is changed after, to wait for another one. */
function leadsTo(addOns: Record<string, AddOnSettings>, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const { follow, after } = addOns[from] ?? {};
  return [follow, after].some((next) => next !== undefined && leadsTo(addOns, next, to, seen));
}

/** A promotion would win, and the build be forgotten. */
function twoOrigins({ build, membership }: HerokuAppArgs): Wrong[] {
  if (build === undefined || membership?.promotes?.release === undefined) return [];
  return [{ path: ["build"], reason: `"${build}" can't run where membership.promotes says what runs; remove one` }];
}

import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import { type Bench, type Count, eachOf, type Trial } from "./trial.ts";

/** What happens to one request of a command. */
interface Case {
  phase: Phase;
  /** The request, counted from 1. */
  request: number;
  fault: Fault;
}

interface Fault {
  kind: "status" | "delay" | "drop-before" | "drop-after";
  status?: number;
  ms?: number;
  /** It takes effect all the same. */
  after?: boolean;
}

const FAULTS: readonly Fault[] = [
  { kind: "status", status: 429 },
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 503 },
  { kind: "status", status: 503, after: true },
  { kind: "drop-before" },
  { kind: "drop-after" },
];

/** Longer than the provider waits for an answer, and than it then looks for what the request may have made. */
const LATE_MS = 42_000;

const TIMEOUTS: readonly Fault[] = [
  { kind: "delay", ms: LATE_MS },
  { kind: "delay", ms: LATE_MS, after: true },
];

const STACK = "staging";
const UP = ["up", "--stack", STACK, "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--stack", STACK, "--yes", "--skip-preview"];

const PHASES = ["up", "change", "destroy"] as const;
type Phase = (typeof PHASES)[number];

/** The most requests that each makes; how often it looks whether something is ready differs from run to run. */
const REQUESTS: Record<Phase, number> = { up: 50, change: 50, destroy: 22 };

/** How often the same command may have to be given. */
const COMMANDS = 3;

export const faults: Trial<Case> = {
  name: "faults",
  claim: "Whatever request of an up, a change or a destroy fails, the same command ends with what is declared.",
  open: (count) => bench(FAULTS, count),
};

export const timeouts: Trial<Case> = {
  name: "timeouts",
  claim: "The same where an answer does not come in time, and the request takes effect at once or when it is given up.",
  open: (count) => bench(TIMEOUTS, count),
};

async function bench(faults: readonly Fault[], count: Count): Promise<Bench<Case>> {
  const project = await newProject({ keeps: true });
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  const before = await starts(project);
  for (const phase of PHASES) {
    await project.bring(before[phase]);
    const { requests } = await project.counting(() => project.ok(...commandOf(phase)));
    if (requests.length > REQUESTS[phase])
      throw new Error(`${phase} makes ${requests.length} requests now: raise REQUESTS in test/soak/faults.ts.`);
  }
  return {
    cases: eachOf(PHASES.flatMap((phase) => casesOf(phase, faults))),
    attempt: (of) => attempt(project, before, of, count),
    close: () => project.close(),
  };
}

const casesOf = (phase: Phase, faults: readonly Fault[]): Case[] =>
  Array.from({ length: REQUESTS[phase] }, (_, index) => index + 1).flatMap((request) =>
    faults.map((fault) => ({ phase, request, fault })),
  );

const commandOf = (phase: Phase) => (phase === "destroy" ? DESTROY : UP);

/** Nothing, staging as it is, and staging with a change of every resource that can change before it. */
async function starts(project: Project): Promise<Record<Phase, Kept>> {
  const up = await project.keep();
  await project.ok(...UP);
  const destroy = await project.keep();
  await change(project);
  const changed = await project.keep();
  return { up, change: changed, destroy };
}

/** A stack file in which whatever can change does; one add-on goes, and the domain is another one. */
export async function change(project: Project): Promise<void> {
  cpSync(join(project.folder, "examples/site"), join(project.folder, "examples/next"), { recursive: true });
  appendFileSync(join(project.folder, "examples/next/README.md"), "The next version.\n");
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

async function attempt(project: Project, before: Record<Phase, Kept>, of: Case, count: Count): Promise<void> {
  const { phase, request, fault } = of;
  await project.bring(before[phase]);
  await project.control("PUT", "/faults", [{ method: "*", path: ".*", nth: request, ...fault }]);
  for (let times = 1; ; times++) {
    const { requests, result: ran } = await project.counting(() => project.pulumi(commandOf(phase)));
    if (times === 1 && requests.length >= request) count("requests answered by a fault");
    if (ran.status === 0) break;
    if (times === COMMANDS) throw new Error(`${phase} fails for the ${times}th time:\n${ran.output}`);
  }
  await (phase === "destroy" ? expectNothing(project, STACK) : expectSettled(project, STACK));
}

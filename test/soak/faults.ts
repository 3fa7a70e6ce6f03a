import { type Kept, newProject, type Project } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import { CHANGING, commandOf, REQUESTS, STACK, starts } from "./phases.ts";
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

/** Longer than the provider waits for an answer, which is longer than Heroku lets a request run; it takes effect while the provider looks. */
const LATE_MS = 42_000;

const TIMEOUTS: readonly Fault[] = [
  { kind: "delay", ms: LATE_MS },
  { kind: "delay", ms: LATE_MS, after: true },
];

type Phase = (typeof CHANGING)[number];

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
  return {
    cases: eachOf(CHANGING.flatMap((phase) => casesOf(phase, faults))),
    attempt: (of) => attempt(project, before, of, count),
    close: () => project.close(),
  };
}

const casesOf = (phase: Phase, faults: readonly Fault[]): Case[] =>
  Array.from({ length: REQUESTS[phase] }, (_, index) => index + 1).flatMap((request) =>
    faults.map((fault) => ({ phase, request, fault })),
  );

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

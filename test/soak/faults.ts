import { type Kept, newProject, type Project } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import { type Count, eachOf, type Trial } from "./trial.ts";

/** What happens to one request of a command. */
interface Case {
  phase: Phase;
  /** The request, counted from 1. */
  request: number;
  fault: Fault;
}

const FAULTS = [
  { kind: "status", status: 429 },
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 503 },
  { kind: "drop-before" },
  { kind: "drop-after" },
] as const;
type Fault = (typeof FAULTS)[number];

const STACK = "staging";
const UP = ["up", "--stack", STACK, "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--stack", STACK, "--yes", "--skip-preview"];

const PHASES = ["up", "change", "destroy"] as const;
type Phase = (typeof PHASES)[number];

/** How often the same command may have to be given. */
const COMMANDS = 3;

export const faults: Trial<Case> = {
  name: "faults",
  claim: "Whatever request of an up, a change or a destroy fails, the same command ends with what is declared.",
  async open(count) {
    const project = await newProject({ keeps: true });
    await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
    const before = await starts(project);
    const list: Case[] = [];
    for (const phase of PHASES) {
      await project.bring(before[phase]);
      const { requests } = await project.counting(() => project.ok(...commandOf(phase)));
      for (let request = 1; request <= requests.length; request++)
        for (const fault of FAULTS) list.push({ phase, request, fault });
    }
    return {
      cases: eachOf(list),
      attempt: (of) => attempt(project, before, of, count),
      close: () => project.close(),
    };
  },
};

const commandOf = (phase: Phase) => (phase === "destroy" ? DESTROY : UP);

/** Nothing, staging as it is, and staging with a change of every kind of resource before it. */
async function starts(project: Project): Promise<Record<Phase, Kept>> {
  const up = await project.keep();
  await project.ok(...UP);
  const destroy = await project.keep();
  change(project);
  const changed = await project.keep();
  return { up, change: changed, destroy };
}

/** A stack file in which whatever can change does. */
export function change(project: Project): void {
  const set = (path: (string | number)[], value: unknown) => project.set(STACK, path, value);
  set(["app", "name"], "consumer-notebook-next");
  set(["app", "maintenance"], true);
  set(["formation", "web"], { quantity: 2, size: "standard-1x" });
  set(["formation", "worker"], { quantity: 1, size: "standard-1x" });
  set(["addOns", "cache"], "memcachier:100");
  set(["addOns", "logs"], "papertrail:fixa");
  set(["backup", "hour"], 4);
  set(["domains"], ["next.consumernotebook.com"]);
  set(["features"], ["preboot"]);
  set(["vars", "ALLOWED_HOSTS"], "next.consumernotebook.com");
  set(["pipeline"], "consumer-notebook-next");
}

async function attempt(project: Project, before: Record<Phase, Kept>, of: Case, count: Count): Promise<void> {
  const { phase, request, fault } = of;
  await project.bring(before[phase]);
  await project.control("PUT", "/faults", [{ method: "*", path: ".*", nth: request, ...fault }]);
  for (let times = 1; ; times++) {
    const ran = await project.pulumi(commandOf(phase));
    if (times === 1) count("requests answered by a fault");
    if (ran.status === 0) break;
    if (times === COMMANDS) throw new Error(`${phase} fails for the ${times}rd time:\n${ran.output}`);
  }
  await (phase === "destroy" ? expectNothing(project, STACK) : expectSettled(project, STACK));
}

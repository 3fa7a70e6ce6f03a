import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { processesIn } from "../support/processes.ts";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { holdFor, type Moment, momentsOf, reached } from "./moments.ts";
import { commandOf, drifted, type Phase, REQUESTS, STACK, starts } from "./phases.ts";
import { expectNoSecrets, expectNothingRuns, plantCanaries, recover } from "./recovery.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** `kill -9` of one or two processes at a moment of a command. */
interface Case {
  phase: Phase;
  victim: keyof typeof VICTIMS;
  moment: Moment;
}

const PROVIDER = /packages\/heroku\/bin\/main\.ts/;
const CLI = /\/pulumi --non-interactive /;

/** By their command lines. */
const VICTIMS = {
  provider: [PROVIDER],
  program: [/@pulumi\/pulumi\/cmd\/run/],
  host: [/pulumi-language-nodejs(-[\d.]+)? -/],
  cli: [CLI],
  "provider and cli": [PROVIDER, CLI],
};

/** Of a full run; a command that ends before its moment is not killed. */
const CASES = 240;
/** How long a request is held, so that the kill comes in between; the moment may be 50 ms later. */
const HELD_MS = 200;
/** A command that lost a process must not wait for it for ever. */
const LONGEST_MS = 60_000;
const LOOK_EVERY_MS = 10;

const phases = fc.constantFrom<Phase>("up", "change", "destroy", "refresh");
const victims = fc.constantFrom(...(Object.keys(VICTIMS) as (keyof typeof VICTIMS)[]));
const cases: fc.Arbitrary<Case> = phases.chain((phase) =>
  fc.record({ phase: fc.constant(phase), victim: victims, moment: momentsOf(REQUESTS[phase]) }),
);

export const kills: Trial<Case> = {
  name: "kills",
  claim: "After kill -9 of provider, program, host or CLI at any moment nothing runs on, and the next up recovers.",
  open: bench,
};

async function bench(count: Count): Promise<Bench<Case>> {
  const project = await newProject({ keeps: true });
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  await plantCanaries(project);
  const changing = await starts(project, (phase) => project.ok(...commandOf(phase)));
  const before: Record<Phase, Kept> = { ...changing, refresh: await drifted(project, changing.destroy) };
  const measured = new Map<Phase, number>();
  const usual = async ({ phase, moment }: Case): Promise<number> => {
    if (!("part" in moment)) return 0;
    const ms = measured.get(phase) ?? (await timed(project, before[phase], phase));
    measured.set(phase, ms);
    return ms;
  };
  return {
    cases: drawn(cases, CASES),
    attempt: async (of) => attempt(project, before[of.phase], of, await usual(of), count),
    close: () => project.close(),
  };
}

/** How long the command takes when nobody kills it. */
async function timed(project: Project, before: Kept, phase: Phase): Promise<number> {
  await project.bring(before);
  const began = performance.now();
  await project.ok(...commandOf(phase));
  return performance.now() - began;
}

async function attempt(
  project: Project,
  before: Kept,
  { phase, victim, moment }: Case,
  usualMs: number,
  count: Count,
): Promise<void> {
  await project.bring(before);
  await holdFor(project, moment, HELD_MS);
  const over = new AbortController();
  const running = project.pulumi(commandOf(phase), { started: () => {} }).finally(() => over.abort());
  const killed = (await reached(project, moment, usualMs, over.signal)) ? await kill(project, victim, over.signal) : 0;
  count("processes killed", killed);
  const ran = await Promise.race([running, sleep(LONGEST_MS, undefined, { ref: false })]);
  if (!ran) throw new Error(`${phase} has not ended a minute after the kill`);
  expectNoSecrets(project, ran.output);
  await project.control("PUT", "/faults", []);
  await expectNothingRuns(project);
  await recover(project, phase, count);
}

/** Kills them as soon as they are there, all at once; how many there were. */
async function kill(project: Project, victim: Case["victim"], over: AbortSignal): Promise<number> {
  while (!over.aborted) {
    const processes = processesIn(project.folder);
    const found = VICTIMS[victim].map((each) => processes.find(({ command }) => each.test(command)));
    if (found.every((each) => each !== undefined)) {
      return found.filter(({ pid }) => hasKilled(pid)).length;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return 0;
}

function hasKilled(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

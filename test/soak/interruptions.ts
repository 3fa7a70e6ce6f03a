import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { expectKnown } from "../support/settled.ts";
import { holdFor, type Moment, momentsOf, reached } from "./moments.ts";
import { CHANGING, commandOf, REQUESTS, STACK, starts, writeNext } from "./phases.ts";
import { expectNoSecrets, expectNothingRuns, plantCanaries, recover } from "./recovery.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

type Phase = (typeof CHANGING)[number];

/** Ctrl-C at a moment of a command, while add-ons take long and answers may too. */
interface Case {
  phase: Phase;
  /** A terminal tells the whole process group, a CI runner the CLI alone. */
  to: "group" | "cli";
  /** The second one comes so much later; without it there is one. */
  againMs: number | undefined;
  moment: Moment;
}

const CASES = 60;
/** Longer than a command may go on after the first Ctrl-C. */
const PROVISION_MS = 12_000;
/** A request that took effect is answered too late to be waited for; one that did not takes effect before the next command. */
const HELD_MS = { done: 20_000, "to come": 300 };
const ENDS_WITHIN_MS = 5_000;
const LONGEST_MS = 30_000;

const again = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.noBias(fc.integer({ min: 0, max: 2_000 })) },
);
const cases: fc.Arbitrary<Case> = fc.constantFrom(...CHANGING).chain((phase) =>
  fc.record({
    phase: fc.constant(phase),
    to: fc.constantFrom("group" as const, "cli" as const),
    againMs: again,
    moment: momentsOf(REQUESTS[phase]),
  }),
);

export const interruptions: Trial<Case> = {
  name: "interruptions",
  claim:
    "Within five seconds of a first Ctrl-C every wait has ended with what exists in state, and the next up goes on.",
  open: bench,
};

async function bench(count: Count): Promise<Bench<Case>> {
  // The same Heroku, quick until something is to be interrupted.
  const quick = await newProject({ keeps: true });
  await quick.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  await plantCanaries(quick);
  const before = await starts(quick, (phase) => quick.ok(...commandOf(phase)));
  const project = await newProject({ keeps: true, sandboxOptions: ["--provision-ms", String(PROVISION_MS)] });
  writeNext(project);
  return {
    cases: drawn(cases, CASES),
    attempt: (of) => attempt(project, before[of.phase], of, count),
    async close() {
      await project.close();
      await quick.close();
    },
  };
}

async function attempt(project: Project, before: Kept, of: Case, count: Count): Promise<void> {
  const { phase, to, againMs, moment } = of;
  await project.bring(before);
  const isHeld = "effect" in moment && moment.effect === "done";
  await holdFor(project, moment, isHeld ? HELD_MS.done : HELD_MS["to come"]);
  const over = new AbortController();
  let pid = 0;
  const started = (its: number) => {
    pid = its;
  };
  const running = project.pulumi(commandOf(phase), { started }).finally(() => over.abort());
  let interruptedAt: number | undefined;
  if (await reached(project, moment, PROVISION_MS, over.signal)) {
    interruptedAt = performance.now();
    interrupt(pid, to);
    count("interruptions by Ctrl-C");
    if (againMs !== undefined) {
      await sleep(againMs, undefined, { signal: over.signal }).catch(() => {});
      if (!over.signal.aborted) interrupt(pid, to);
    }
  }
  const ran = await Promise.race([running, sleep(LONGEST_MS + PROVISION_MS, undefined, { ref: false })]);
  if (!ran) throw new Error(`${phase} does not end`);
  const tookMs = Math.round(performance.now() - (interruptedAt ?? performance.now()));
  if (tookMs > ENDS_WITHIN_MS) throw new Error(`${phase} ended ${tookMs} ms after Ctrl-C:\n${ran.output}`);
  expectNoSecrets(project, ran.output);
  await project.control("PUT", "/faults", []);
  await expectNothingRuns(project);
  if (againMs === undefined && !isHeld) await expectKnown(project, STACK);
  await recover(project, phase, count);
}

function interrupt(pid: number, to: Case["to"]): void {
  try {
    process.kill(to === "group" ? -pid : pid, "SIGINT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

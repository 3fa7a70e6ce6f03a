import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { openProject } from "@consumer-notebook/toolchain";
import { lifecycle } from "./bench.ts";
import { median, type Sample, type Step } from "./figures.ts";
import { fleet, type Subject, WITHOUT_CHECKPOINTS, WITHOUT_LIMIT } from "./subjects.ts";
import { STEP_NAMES } from "./table.ts";

/** The app of a fleet of one, as far as Heroku's Terraform provider has it, whose plugin is in a folder. */
const peer = (folder: string): Subject => ({
  name: "peer",
  async open() {
    const copied = ["bench/peer", "package.json", "examples"];
    const project = await openProject({ copied, at: "bench/peer", sandboxOptions: WITHOUT_LIMIT });
    symlinkSync(resolve(folder), join(project.folder, "bench/peer/plugin"));
    await project.ok("stack", "init", "organization/peer/peer");
    // Unasked it sleeps for ten seconds after it has created an app, and for five after a domain.
    for (const delay of ["postAppCreateDelay", "postDomainCreateDelay"])
      await project.ok("config", "set", "--path", `herokutf:delays.${delay}`, "0");
    return project;
  },
  change: ["config", "set", "greeting", "changed"],
  env: WITHOUT_CHECKPOINTS,
});

interface Comparison {
  /** Holds `pulumi-resource-herokutf`. */
  folder: string;
  rounds: number;
  latenciesMs: readonly number[];
  steps: readonly Step[];
}

type Row = Record<"times the peer" | "ms" | "peer's ms" | "requests" | "peer's requests", number>;

/** One app by this provider and by the peer, in turn, so that a machine that is slow for a while is slow for both. */
export async function compare(
  { folder, rounds, latenciesMs, steps }: Comparison,
  say: (line: string) => void,
): Promise<Record<string, Row>> {
  const subjects = [fleet(1), peer(folder)] as const;
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const latencyMs of latenciesMs)
      for (const subject of subjects) {
        say(`round ${round} of ${rounds}: ${subject.name}, answers after ${latencyMs} ms`);
        samples.push(...(await lifecycle(subject, latencyMs, steps)));
      }
  }
  const rows = latenciesMs.flatMap((latencyMs) =>
    steps.map((step) => {
      const runsOf = ({ name }: Subject) =>
        samples.filter((each) => each.subject === name && each.step === step && each.latencyMs === latencyMs);
      const [ours, theirs] = subjects.map(runsOf) as [Sample[], Sample[]];
      return [`${STEP_NAMES[step]}, ${latencyMs} ms`, rowOf(ours, theirs)] as const;
    }),
  );
  return Object.fromEntries(rows);
}

function rowOf(ours: readonly Sample[], theirs: readonly Sample[]): Row {
  const msOf = (samples: readonly Sample[]) => Math.round(median(samples.map(({ measured }) => measured.ms)));
  const requestsOf = (samples: readonly Sample[]) => median(samples.map(({ measured }) => countOf(measured.requests)));
  return {
    "times the peer": Math.round((100 * msOf(ours)) / msOf(theirs)) / 100,
    ms: msOf(ours),
    "peer's ms": msOf(theirs),
    requests: requestsOf(ours),
    "peer's requests": requestsOf(theirs),
  };
}

const countOf = ({ kinds, waiting }: Sample["measured"]["requests"]): number =>
  Object.values(kinds).reduce((sum, count) => sum + count, waiting);

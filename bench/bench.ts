import type { Project } from "@consumer-notebook/toolchain";
import { EMPTY, EMPTY_CACHED, type Sample, STEPS, type Step } from "./figures.ts";
import { COMMANDS, measure } from "./measure.ts";
import { openEmpty, type Subject } from "./subjects.ts";

export interface BenchOptions {
  rounds: number;
  subjects: readonly Subject[];
  latenciesMs: readonly number[];
  steps: readonly Step[];
}

/** Everything once each round, so that a machine that is slow for a while is slow for everything. */
export async function bench(options: BenchOptions, say: (line: string) => void): Promise<Sample[]> {
  const { rounds, subjects, latenciesMs, steps } = options;
  const samples: Sample[] = [];
  const empty = await openEmpty();
  try {
    // What Node compiles is kept from here on.
    await previewEmpty(empty);
    for (let round = 1; round <= rounds; round++) {
      for (const latencyMs of latenciesMs)
        for (const subject of subjects) {
          say(`round ${round} of ${rounds}: ${subject.name}, answers after ${latencyMs} ms`);
          samples.push(...(await previewEmpty(empty)), ...(await lifecycle(subject, latencyMs, steps)));
        }
    }
  } finally {
    await empty.close();
  }
  return samples;
}

/** The ordinary empty program, as anyone runs it and with the compile cache that `npx pulumi` sets. */
async function previewEmpty(empty: Project): Promise<Sample[]> {
  const place = { resources: 0, step: "preview", latencyMs: 0 } as const;
  const ordinary = await measure(empty, COMMANDS.preview, { NODE_COMPILE_CACHE: undefined });
  const cached = await measure(empty, COMMANDS.preview);
  return [
    { ...place, subject: EMPTY, measured: ordinary },
    { ...place, subject: EMPTY_CACHED, measured: cached },
  ];
}

/** A stack from nothing to nothing; steps that nobody asked for are left out, but `up`, which the others need. */
export async function lifecycle(subject: Subject, latencyMs: number, steps: readonly Step[]): Promise<Sample[]> {
  const samples: Sample[] = [];
  const project = await subject.open();
  try {
    const delay = { method: "*", path: ".*", rate: 1, kind: "delay", ms: latencyMs };
    await project.control("PUT", "/faults", latencyMs === 0 ? [] : [delay]);
    let resources = 0;
    for (const step of STEPS.filter((each) => each === "up" || steps.includes(each))) {
      if (step === "change") await project.ok(...subject.change);
      const env = step === "up" || step === "destroy" ? subject.env : {};
      const measured = await measure(project, COMMANDS[step], env);
      if (step === "up") resources = await countResources(project, subject);
      samples.push({ subject: subject.name, resources, step, latencyMs, measured });
    }
  } finally {
    await project.close();
  }
  return samples.filter(({ step }) => steps.includes(step));
}

/** Resources of a stack that is up, without the stack and its providers. */
async function countResources(project: Project, { name, resources }: Subject): Promise<number> {
  const { stdout } = await project.ok("stack", "export");
  const { deployment } = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
  const count = deployment.resources.filter(({ type }) => !type.startsWith("pulumi:")).length;
  if (resources !== undefined && count !== resources)
    throw new Error(`${name}: there are ${count} resources, but there should be ${resources}.`);
  return count;
}

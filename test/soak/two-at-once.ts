import { cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { BACKENDS, type Backend, filesOf, type Kind } from "../support/backends.ts";
import { type Kept, newProject, type Project, type Ran } from "../support/project.ts";
import { reviewed } from "../support/reviewed.ts";
import { expectSettled } from "../support/settled.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** Commands on one stack, and when each begins. */
type Case = { what: Command; afterMs: number }[];

const COMMANDS = ["up", "another up", "refresh", "destroy", "preview", "apply", "scale"] as const;
type Command = (typeof COMMANDS)[number];

const STACK = "staging";
const OTHER_FILE = "other.yaml";
const YES = ["--stack", STACK, "--yes", "--skip-preview"];
const SHIM = "packages/toolchain/bin/pulumi.mjs";

/** Pulumi's refusal: who holds the lock, since when, and what lifts it. */
const REFUSED = /currently locked by[\s\S]*`pulumi cancel`[\s\S]*created by \S+@\S+ \(pid \d+\) at \d{4}-\d\d-\d\dT/;

/** A preview takes no lock: a destroy may take away what it looks at. */
const GONE = /Couldn't find that app/;

/** What else a command may answer because of what another one did before it. */
const OVERTAKEN: Partial<Record<Command, RegExp>> = {
  preview: GONE,
  apply: new RegExp(`This is not what was reviewed, so nothing was done|${GONE.source}`),
  scale: /Nothing was scaled|runs no web yet|The way back failed/,
};

/** At the very same moment most often, else at any moment of the others. */
const offsets = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6_000) });
const cases = fc.array(fc.record({ what: fc.constantFrom(...COMMANDS), afterMs: offsets }), {
  minLength: 2,
  maxLength: 4,
});

export const onFiles: Trial<Case> = {
  name: "two-at-once",
  claim:
    "Of commands on one stack at the same time one goes on; each other one waits, or is refused with the holder's name. " +
    "The state is whole, and nothing exists twice.",
  open: (count) => bench(60, count),
};

const on = (kind: Kind): Trial<Case> => ({
  name: `two-at-once-${kind}`,
  claim: `The same with the state in ${kind === "s3" ? "S3" : "PostgreSQL"}.`,
  missing: BACKENDS[kind].missing,
  open: async (count) => bench(30, count, await BACKENDS[kind].start()),
});

export const twoAtOnce = [onFiles, on("postgresql"), on("s3")] as const;

async function bench(full: number, count: Count, backend?: Backend): Promise<Bench<Case>> {
  const project = await newProject({ keeps: true });
  Object.assign(project.env, backend?.env);
  const { kept, fingerprint } = await start(project);
  let places = 0;
  return {
    cases: drawn(cases, full),
    async attempt(of) {
      await project.bring(kept);
      if (backend) {
        const place = `case-${++places}`;
        await backend.write(place, filesOf(kept.folder));
        project.env.PULUMI_BACKEND_URL = backend.url(place);
      }
      await attempt(project, of, fingerprint, count);
    },
    async close() {
      await project.close();
      await backend?.close();
    },
  };
}

/** Staging is up, its stack file says something else by now, and another stack file yet another thing. */
async function start(project: Project): Promise<{ kept: Kept; fingerprint: string }> {
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  await project.ok("up", ...YES);
  const set = (path: (string | number)[], value: unknown) => project.set(STACK, path, value);
  set(["addOns", "mail"], undefined);
  set(["vars", "ALLOWED_HOSTS"], "other.example.com");
  cpSync(join(project.folder, `Pulumi.${STACK}.yaml`), join(project.folder, OTHER_FILE));
  project.restore();
  set(["formation", "web"], { quantity: 2, size: "standard-1x" });
  set(["formation", "worker", "size"], "standard-1x");
  set(["addOns", "cache"], "memcachier:100");
  const { fingerprint } = await reviewed(project, STACK);
  return { kept: await project.keep(), fingerprint };
}

async function attempt(project: Project, of: Case, fingerprint: string, count: Count): Promise<void> {
  const began = of.map(async ({ what, afterMs }) => {
    await sleep(afterMs);
    return await run(project, what, fingerprint);
  });
  const rans = await Promise.all(began);
  count("commands at the same time", of.length);
  const wrong = rans.filter((ran, index) => !isRight(ran, of[index]?.what));
  if (wrong.length > 0)
    throw new Error(wrong.map(({ status, output }) => `ended with ${status}:\n${output}`).join("\n"));
  if (rans.every(({ status }) => status !== 0))
    throw new Error(`none went on:\n${rans.map(({ output }) => output).join("\n")}`);
  await project.ok("up", ...YES);
  await expectSettled(project, STACK);
}

const isRight = ({ status, output }: Ran, what?: Command): boolean =>
  status === 0 || REFUSED.test(output) || Boolean(what && OVERTAKEN[what]?.test(output));

function run(project: Project, what: Command, fingerprint: string): Promise<Ran> {
  const pulumi = (...args: string[]) => project.script(SHIM, ["--non-interactive", ...args]);
  switch (what) {
    case "up":
      return pulumi("up", ...YES);
    case "another up":
      return pulumi("up", ...YES, "--config-file", join(project.folder, OTHER_FILE));
    case "refresh":
      return pulumi("refresh", ...YES);
    case "destroy":
      return pulumi("destroy", ...YES);
    case "preview":
      return pulumi("preview", "--stack", STACK);
    case "apply":
      return project.script("packages/review/bin/apply.ts", ["--stack", STACK, "--reviewed", fingerprint]);
    case "scale":
      return project.script("packages/operations/bin/scale.ts", ["--stack", STACK, "web=3", "--for", "1s"]);
  }
}

import { openProject, type Project } from "@consumer-notebook/toolchain";

/** A stack that is measured: brought up from nothing, looked at, changed and destroyed. */
export interface Subject {
  name: string;
  /** A project of its own, with an empty stack and a sandbox that holds nothing. */
  open(): Promise<Project>;
  /** The command that changes one config var of one app in what is declared. */
  change: readonly string[];
  /** How many resources there have to be once it is up, where that is known before. */
  resources?: number;
  /** What `up` from nothing and `destroy` have in their environment. */
  env?: NodeJS.ProcessEnv;
}

/** Heroku's limit on requests would stand in the way of measuring; how many there are is told beside the times. */
export const WITHOUT_LIMIT = ["--rate-limit", "1000000000"];

/** The environment of this repository that owns everything it needs. */
export const staging: Subject = {
  name: "staging",
  async open() {
    const copied = ["Pulumi.yaml", "Pulumi.staging.yaml", "index.ts", "package.json", "examples"];
    const project = await openProject({ copied, sandboxOptions: WITHOUT_LIMIT });
    await project.ok("stack", "init", "organization/consumer-notebook/staging");
    return project;
  },
  change: ["config", "set", "--path", "vars.DJANGO_SETTINGS_MODULE", "changed"],
};

/** Resources of each app of a fleet; `bench/fleet/index.ts` says which. */
export const RESOURCES_OF_AN_APP = 12;

/** A local backend writes its whole state after each step, which takes most of the time where there are many apps. */
export const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** Many apps in one stack. Heroku allows an account 100. */
export const fleet = (apps: number): Subject => ({
  name: apps === 1 ? "1 app" : `${apps} apps`,
  async open() {
    const copied = ["bench/fleet", "package.json", "examples"];
    const project = await openProject({ copied, at: "bench/fleet", sandboxOptions: WITHOUT_LIMIT });
    await project.ok("stack", "init", "organization/fleet/fleet");
    await project.ok("config", "set", "apps", String(apps));
    return project;
  },
  change: ["config", "set", "greeting", "changed"],
  resources: apps * RESOURCES_OF_AN_APP,
  env: WITHOUT_CHECKPOINTS,
});

/** The ordinary program that declares nothing, up already: what everything else is compared with. */
export async function openEmpty(): Promise<Project> {
  const project = await openProject({ copied: ["bench/empty", "package.json"], at: "bench/empty" });
  await project.ok("stack", "init", "organization/empty/empty");
  await project.ok("up", "--yes", "--skip-preview");
  return project;
}

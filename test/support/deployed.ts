import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeOnce } from "@consumer-notebook/toolchain";
import { type Kept, newProject, type Project } from "./project.ts";

/** The environments of this repository that a test can begin with: staging, or production as well, which promotes from it. */
export type Deployed = "staging" | "both";

/** Folder of one run of vitest; global-setup.ts makes and removes it. */
export const DEPLOYED_FOLDER = "CONSUMER_NOTEBOOK_TEST_DEPLOYED";

/** A project of its own in which stacks are up already. That takes an `up` once a run; from then on a copy. */
export async function deployedProject(what: Deployed, sandboxOptions: string[] = []): Promise<Project> {
  return newProject({ from: await deployed(what), sandboxOptions });
}

export async function deployed(what: Deployed): Promise<Kept> {
  const folder = join(process.env[DEPLOYED_FOLDER] ?? folderOfProcess(), what);
  await makeOnce(
    folder,
    (temporary) => deploy(what, temporary),
    () => {},
  );
  return { folder };
}

let ownFolder: string | undefined;

/** Outside of vitest, as for `npm run soak`: made once, and removed with the process. */
function folderOfProcess(): string {
  if (ownFolder === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "deployed-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    ownFolder = folder;
  }
  return ownFolder;
}

async function deploy(what: Deployed, folder: string): Promise<void> {
  const stack = what === "both" ? "production" : "staging";
  const project = what === "both" ? await deployedProject("staging") : await newProject({ keeps: true });
  try {
    await project.ok("stack", "init", `organization/consumer-notebook/${stack}`);
    await project.ok("up", "--stack", stack, "--yes", "--skip-preview");
    const kept = await project.keep();
    cpSync(kept.folder, folder, { recursive: true });
  } finally {
    await project.close();
  }
}

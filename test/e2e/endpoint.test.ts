import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import type { Project } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await deployedProject("staging");
});
afterAll(() => project.close());

/** What the state holds. */
async function resources(): Promise<string[]> {
  const { stdout } = await project.ok("stack", "export", "--stack", "staging");
  const { deployment } = JSON.parse(stdout) as { deployment: { resources: { urn: string; id?: string }[] } };
  return deployment.resources.map(({ urn, id }) => `${urn} ${id}`).sort();
}

const REAL = { HEROKU_API_URL: "", HEROKU_API_KEY: "not-a-key-of-anyone" };
const REFUSAL = /state was made against a sandbox, but HEROKU_API_URL now leads to the real Heroku/;

for (const command of ["refresh", "destroy", "up"]) {
  test(`${command} refuses to turn a sandbox's state against the real Heroku, before any request`, async () => {
    const before = await resources();
    // Settings refuse placeholders there first; under a passphrase of one's own only the provider stands in the way.
    const { status, output } = await project.pulumi([command, "--stack", "staging", "--yes", "--skip-preview"], {
      env: REAL,
    });
    expect(status).not.toBe(0);
    expect(output).toMatch(command === "up" ? /placeholder|made against a sandbox/ : REFUSAL);
    expect(await resources()).toEqual(before);
  });
}

test("against the sandbox that it was made with, nothing has changed", async () => {
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

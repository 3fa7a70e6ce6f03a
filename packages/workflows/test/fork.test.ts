import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pulumiCli } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { neutral } from "../neutral.ts";
import { usePlaceholders } from "../placeholders.ts";
import { type Clone, newClone } from "./support/clone.ts";
import { answer } from "./support/files.ts";
import { jobAt, runStep, runsOf } from "./support/steps.ts";

const MINUTE_MS = 60_000;
const [UP_BASE = "", REVIEW = ""] = runsOf(jobAt("review.yml fork"));

let clone: Clone;
beforeAll(() => {
  clone = newClone();
}, MINUTE_MS);
afterAll(() => clone.remove());

/** The stack files as those of a team that uses the real Heroku: a passphrase that no fork knows, and later releases. */
async function useAsTeam() {
  const { pulumi, env } = await pulumiCli();
  const own = {
    ...env,
    PULUMI_BACKEND_URL: `file://${clone.folder}/.sandbox`,
    PULUMI_HOME: join(clone.folder, ".sandbox", "home"),
    PULUMI_CONFIG_PASSPHRASE: "canary-passphrase-c41e",
  };
  const run = (args: readonly string[]) => answer(pulumi, [...args, "--non-interactive"], clone.folder, own);
  for (const stack of ["staging", "production"]) await usePlaceholders(clone.folder, stack, run);
  clone.change("Pulumi.production.yaml", (text) => text.replace('release: "20"', 'release: "57"'));
}

test(
  "a fork's change is shown, and nothing else, without a secret of the team's",
  async () => {
    await clone.sandbox(useAsTeam);
    const base = readFileSync(join(clone.folder, "Pulumi.production.yaml"), "utf8");
    clone.change("Pulumi.production.yaml", (text) => text.replace("web: {quantity: 2", "web: {quantity: 3"));
    const env = { RUNNER_TEMP: join(clone.folder, ".sandbox", "temp") };

    const up = await runStep(UP_BASE, clone.folder, env);
    expect(up.status, up.output).toBe(0);
    expect(clone.git("status", "--short")).toBe("");

    const review = await runStep(REVIEW, clone.folder, env);
    expect(review.status, review.output).toBe(0);
    const text = readFileSync(join(env.RUNNER_TEMP, "review", "review.md"), "utf8");
    expect(text).toMatch(/^## staging: nothing to change$/m);
    expect(text).toMatch(/^## production: 1 to change/m);
    expect(text).toMatch(/`web\.quantity`/);
    expect(text.match(/^- \*\*(new|change|remove|replace)\*\* /gm), text).toEqual(["- **change** "]);
    expect(neutral(text), "what a review is laid out with stays as it is").toBe(text);
    expect(base).toContain("secure:");
    expect(text + up.output + review.output).not.toMatch(/canary|secure:/);
  },
  5 * MINUTE_MS,
);

test(
  "a change that can't be is no review, and says why",
  async () => {
    clone.change("Pulumi.staging.yaml", (text) => text.replace("web: {quantity: 1", "web: {quantity: 2"));
    const env = { RUNNER_TEMP: join(clone.folder, ".sandbox", "temp") };
    const { status, output } = await runStep(REVIEW, clone.folder, env);
    expect(status).toBe(1);
    expect(output).toMatch(/error: The review failed/);
    const text = readFileSync(join(env.RUNNER_TEMP, "review", "review.md"), "utf8");
    expect(text).toMatch(/^## staging: the preview failed$/m);
    expect(text).toMatch(/2 is too many of size/);
    expect(neutral(text)).toBe(text);
  },
  5 * MINUTE_MS,
);

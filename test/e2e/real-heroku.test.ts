import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newProject, type Project } from "../support/project.ts";

const PAGE = readFileSync(fileURLToPath(new URL("../../docs/how-to/real-heroku.md", import.meta.url)), "utf8");
const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "a passphrase of the team's own" };
/** Heroku itself, without a key: everything up to the first request, and no request. */
const REAL = { ...PASSPHRASE, HEROKU_API_URL: "", HEROKU_API_KEY: "", HEROKU_NETRC: "off" };

let project: Project;
beforeAll(async () => {
  project = await newProject();
});
afterAll(() => project.close());

const commands = (begin: string) =>
  PAGE.split("\n").flatMap((line) => (line.trim().startsWith(begin) ? [line.trim().slice(begin.length)] : []));

test("before the steps, the real Heroku is refused: the committed secrets are placeholders under a public passphrase", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  const known = await project.pulumi(["preview", "--stack", "staging"], {
    env: { ...REAL, PULUMI_CONFIG_PASSPHRASE: "heroku-sandbox" },
  });
  expect(known.status).not.toBe(0);
  expect(known.output).toMatch(/passphrase/);
  expect(known.output).toMatch(/S3_KEY: .*placeholder/);
  await project.ok("stack", "rm", "--yes", "--preserve-config", "organization/consumer-notebook/staging");
});

test("the page's steps lead to a stack of one's own: it works on a sandbox, and lacks only a key for the real Heroku", async () => {
  for (const script of commands("sed ")) execFileSync("sh", ["-c", `sed ${script}`], { cwd: project.folder });
  const stackFile = () => readFileSync(join(project.folder, "Pulumi.staging.yaml"), "utf8");
  expect(stackFile()).not.toMatch(/encryptionsalt|secure:/);
  const steps = commands("npx pulumi ").filter((step) => /^(stack init|config set)/.test(step));
  expect(steps).toHaveLength(5);
  for (const step of steps) {
    const ran = await project.pulumi(step.split(" "), { env: PASSPHRASE, input: "https://logs.example.com/mine" });
    expect(ran.status, ran.output).toBe(0);
  }
  const onSandbox = await project.pulumi(["up", "--stack", "staging", "--yes", "--skip-preview"], { env: PASSPHRASE });
  expect(onSandbox.status, onSandbox.output).toBe(0);
  await project.ok("stack", "init", "organization/consumer-notebook/other");
  const other = await project.pulumi(
    ["preview", "--stack", "other", "--config-file", join(project.folder, "Pulumi.staging.yaml")],
    { env: REAL },
  );
  expect(other.output).toMatch(/There is no API key for api\.heroku\.com/);
  expect(other.output).not.toMatch(/placeholder|public passphrase/);
});

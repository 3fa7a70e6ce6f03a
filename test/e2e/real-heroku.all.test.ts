import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { follow } from "../support/follow.ts";
import { commandsOf } from "../support/page.ts";
import { newProject, type Project } from "../support/project.ts";

/** Heroku itself, without a key: everything up to the first request, and no request. */
const REAL = { HEROKU_API_URL: "", HEROKU_API_KEY: "", HEROKU_NETRC: "off" };

let project: Project;
beforeAll(async () => {
  project = await newProject();
});
afterAll(() => project.close());

test("before the steps, the real Heroku is refused: the committed secrets are placeholders under a public passphrase", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  const known = await project.pulumi(["preview", "--stack", "staging"], {
    env: REAL,
  });
  expect(known.status).not.toBe(0);
  expect(known.output).toMatch(/passphrase/);
  expect(known.output).toMatch(/S3_KEY: .*placeholder/);
  await project.ok("stack", "rm", "--yes", "--preserve-config", "organization/consumer-notebook/staging");
});

test("the page's steps lead to a stack of one's own: it works on a sandbox, and lacks only a key for the real Heroku", async () => {
  await follow(project, commandsOf("docs/how-to/real-heroku.md"), { input: () => "https://logs.example.com/mine" });
  const stackFile = readFileSync(join(project.folder, "Pulumi.staging.yaml"), "utf8");
  expect(stackFile.match(/secure:/g)).toHaveLength(4);
  expect(stackFile).not.toMatch(/v1:S4KLpbKbuiU=/);
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  await project.ok("stack", "init", "organization/consumer-notebook/other");
  const other = await project.pulumi(
    ["preview", "--stack", "other", "--config-file", join(project.folder, "Pulumi.staging.yaml")],
    { env: REAL },
  );
  expect(other.output).toMatch(/There is no API key for api\.heroku\.com/);
  expect(other.output).not.toMatch(/placeholder|public passphrase/);
});

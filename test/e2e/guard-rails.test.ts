import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { deployedProject } from "../support/deployed.ts";
import { commandsOf } from "../support/page.ts";
import type { Project } from "../support/project.ts";

const text = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

/** The commands of the page, each for a stack. */
const commands = commandsOf("docs/how-to/guard-rails.md").map((line) => line.replace("npx pulumi ", "").split(" "));

const commandFor = (stack: string) => commands.find((command) => command.includes(stack)) ?? [];

let project: Project;
beforeAll(async () => {
  project = await deployedProject("staging");
  writeFileSync(join(project.folder, "policy.yaml"), text("policy.yaml"));
  await project.ok("stack", "init", "organization/consumer-notebook/production");
});
beforeEach(() => project.restore());
afterAll(() => project.close());

test("both stacks keep within the guard rails, by the page's commands", async () => {
  expect(commands.map(([command]) => command)).toEqual(["preview", "preview"]);
  for (const command of commands) expect((await project.ok(...command)).output).toMatch(/✅ guard-rails@/);
});

test("what breaks them stops the preview of production, each with its rule and the way out; staging may do it", async () => {
  for (const stack of ["staging", "production"])
    for (const type of ["web", "worker"]) project.set(stack, ["formation", type], { quantity: 1, size: "standard-1x" });
  project.set("production", ["protectData"], "false");
  project.set("production", ["vars", "MAIL_URL"], "smtp://shop:canary-91b2@mail.example.com");
  const { status, output } = await project.pulumi(commandFor("production"));
  expect(status).not.toBe(0);
  const broken = [...output.matchAll(/\[mandatory\] +(\S+)/g)].map(([, rule]) => rule);
  expect([...new Set(broken)].sort()).toEqual(["data-is-protected", "no-clear-secrets", "web-runs-twice"]);
  expect(output).toMatch(/Formation site: web\.quantity is 1; set it to 2 or more/);
  expect(output).toMatch(/ConfigVars site MAIL_URL: its value looks like an address with a password in it; move it to/);
  await project.ok(...commandFor("staging"));

  const review = await project.script("packages/review/bin/review.ts", ["--stack", "production"]);
  expect(review.status, "a review refuses the same").toBe(1);
  const told = [...review.stdout.matchAll(/^- \*\*Must be mended:\*\* (.*) \(`(.*)`\)$/gm)];
  expect([...new Set(told.map(([, , rule]) => rule))].sort()).toEqual([...new Set(broken)].sort());
  for (const [, message = ""] of told) expect(output.replaceAll(/\s+/g, " ")).toContain(plain(message));
  expect(told).toHaveLength(broken.length);
  const reviewed = /--reviewed ([0-9a-f]{64})/.exec(review.stdout)?.[1] ?? "none";
  const { requests, result } = await project.counting(() =>
    project.script("packages/review/bin/apply.ts", ["--stack", "production", "--reviewed", reviewed]),
  );
  expect(result.status).toBe(1);
  expect(result.output).toMatch(/would break what must hold of production[\s\S]* web-runs-twice: Formation site: web/);
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(output + review.output + result.output).not.toContain("canary-91b2");
});

/** What a comment on GitHub shows of a sentence. */
const plain = (text: string) =>
  text.replace(/&#(\d+);/g, (_entity, code) => String.fromCodePoint(Number(code))).replaceAll("\u200b", "");

test("up stops before it does anything", async () => {
  project.set("staging", ["vars", "MAIL_URL"], "smtp://shop:canary-91b2@mail.example.com");
  const { requests, result } = await project.counting(() =>
    project.pulumi(["up", "--stack", "staging", "--yes", "--policy-pack", "packages/policy"]),
  );
  expect(result.status).not.toBe(0);
  expect(result.output).toMatch(/ConfigVars site MAIL_URL: its value looks like an address with a password in it/);
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("an advisory rule is told and stops nothing; a wrong policy file stops everything, with all that is wrong", async () => {
  const file = join(project.folder, "policy.yaml");
  const env = { PULUMI_HEROKU_POLICY_FILE: file };
  const policy = parseDocument(text("policy.yaml"));
  policy.setIn(["stacks", "staging", "maxMonthlyDollars"], 50);
  writeFileSync(file, String(policy));
  const { status, output } = await project.pulumi(commandFor("staging"), { env });
  expect(status, output).toBe(0);
  expect(output).toMatch(
    /\[advisory\] +cost-ceiling[\s\S]*stack: it costs \$67\.00 a month, \$17\.00 more than it may/,
  );
  const review = await project.script("packages/review/bin/review.ts", ["--stack", "staging"], { env });
  expect(review.status, review.output).toBe(0);
  expect(review.stdout).toMatch(/^- \*\*Remark:\*\* stack: it costs \$67\.00 a month, .* \(`cost-ceiling`\)$/m);

  policy.setIn(["stacks", "staging", "stage"], "stagging");
  policy.setIn(["stakcs"], {});
  writeFileSync(file, String(policy));
  const refused = await project.pulumi(commandFor("staging"), { env });
  expect(refused.status).not.toBe(0);
  expect(refused.output).toMatch(/policy\.yaml says 2 things that are wrong:/);
  expect(refused.output).toMatch(/stakcs: is not known here; did you mean "stacks"\?/);
  const unread = await project.script("packages/review/bin/review.ts", ["--stack", "staging"], { env });
  expect(unread.status).toBe(1);
  expect(unread.output).toMatch(/^error: policy\.yaml says 2 things that are wrong:/m);
  expect(refused.output).toMatch(
    /stage: "stagging" is not one of review, development, staging, production; did you mean/,
  );
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { newProject, type Project } from "../support/project.ts";

const text = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

/** The commands of the page, each for a stack. */
const commands = text("docs/how-to/guard-rails.md")
  .split("\n")
  .flatMap((line) => (line.startsWith("npx pulumi ") ? [line.split(" ").slice(2)] : []));

const commandFor = (stack: string) => commands.find((command) => command.includes(stack)) ?? [];

let project: Project;
beforeAll(async () => {
  project = await newProject();
  for (const stack of ["staging", "production"])
    await project.ok("stack", "init", `organization/consumer-notebook/${stack}`);
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
});
beforeEach(() => project.restore());
afterAll(() => project.close());

test("both stacks keep within the guard rails, by the page's commands", async () => {
  expect(commands.map(([command]) => command)).toEqual(["preview", "preview"]);
  for (const command of commands) expect((await project.ok(...command)).output).toMatch(/✅ guard-rails@/);
});

test("what breaks them stops the preview of production, each with its rule and the way out; staging may do it", async () => {
  for (const stack of ["staging", "production"])
    project.set(stack, ["formation", "web"], { quantity: 1, size: "standard-1x" });
  project.set("production", ["protectData"], "false");
  project.set("production", ["vars", "MAIL_URL"], "smtp://shop:canary-91b2@mail.example.com");
  const { status, output } = await project.pulumi(commandFor("production"));
  expect(status).not.toBe(0);
  const broken = [...output.matchAll(/\[mandatory\] +(\S+)/g)].map(([, rule]) => rule);
  expect([...new Set(broken)].sort()).toEqual(["data-is-protected", "no-clear-secrets", "web-runs-twice"]);
  expect(output).toMatch(/Formation site: web\.quantity is 1; set it to 2 or more/);
  expect(output).toMatch(/ConfigVars site MAIL_URL: its value looks like an address with a password in it; move it to/);
  await project.ok(...commandFor("staging"));
});

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

  policy.setIn(["stacks", "staging", "stage"], "stagging");
  policy.setIn(["stakcs"], {});
  writeFileSync(file, String(policy));
  const refused = await project.pulumi(commandFor("staging"), { env });
  expect(refused.status).not.toBe(0);
  expect(refused.output).toMatch(/policy\.yaml says 2 things that are wrong:/);
  expect(refused.output).toMatch(/stakcs: is not known here; did you mean "stacks"\?/);
  expect(refused.output).toMatch(
    /stage: "stagging" is not one of review, development, staging, production; did you mean/,
  );
});

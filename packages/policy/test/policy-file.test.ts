import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { policyFile, readPolicies } from "../policy-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (text: string) => {
  const path = join(folder, "policy.yaml");
  writeFileSync(path, text);
  return path;
};

const SHOP = `
stacks:
  live: {stage: production, appNames: shop, maxMonthlyDollars: 99.5, levels: {preboot: advisory}}
`;

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was wrong");
}

test("what is expected of a stack stands under its name, with its exceptions; of another one, under others", () => {
  const exception =
    "{rule: preboot, stack: live, resource: App shop, reason: until the move is done, until: 2026-12-31}";
  const others = 'others: {stage: review, appNames: "shop-pr-[0-9]+", maxMonthlyDollars: 20}';
  const policies = readPolicies(written(`${SHOP}${others}\nexceptions: [${exception}]\n`));
  expect(policies.of("live")).toEqual({
    stack: "live",
    expected: { stage: "production", appNames: "shop", maxMonthlyDollars: 99.5 },
    levels: { preboot: "advisory" },
    exceptions: [
      { rule: "preboot", stack: "live", resource: "App shop", reason: "until the move is done", until: "2026-12-31" },
    ],
  });
  expect(policies.of("pr-7")).toMatchObject({ stack: "pr-7", expected: { stage: "review" }, exceptions: [] });
});

test("a stack of which the file says nothing is refused, with the way out", () => {
  const policies = readPolicies(written(SHOP));
  expect(complaint(() => policies.of("liev"))).toMatch(
    /says nothing of stack "liev"; add it under stacks, or write others/,
  );
});

test.each(["constructor", "toString", "__proto__"])(
  "a stack named %s, as a property of Object, gets what others get",
  (stack) => {
    const others = "\nothers: {stage: review, appNames: other, maxMonthlyDollars: 1}\n";
    expect(readPolicies(written(SHOP + others)).of(stack)).toMatchObject({ stack, expected: { stage: "review" } });
    expect(complaint(() => readPolicies(written(SHOP)).of(stack))).toContain(`says nothing of stack "${stack}"`);
  },
);

test("everything that is wrong is told at once, each with its path, value and way out", () => {
  const text = `
stacks:
  live: {stage: prod, appNames: "shop(", maxMonthlyDollars: many, levels: {prebot: advisory, preboot: loud}}
  test: {stage: staging, appNames: shop}
stakcs: {}
exceptions:
  - {rule: log-drian, stack: liev, resource: App shop, until: tomorrow}
  - {rule: log-drain, stack: live, resource: App shop, reason: because, until: 2026-02-30, by: me}
`;
  const lines = complaint(() => readPolicies(written(text)))
    .split("\n")
    .slice(1)
    .map((line) => line.trim());
  expect(lines.sort()).toMatchInlineSnapshot(`
    [
      "exceptions[0].reason: is missing; it takes a text",
      "exceptions[0].rule: "log-drian" is not one of web-runs-twice, database-plan, certificates, preboot, log-drain, data-is-protected, no-clear-secrets, cost-ceiling, app-names, pipeline-stages; did you mean "log-drain"?",
      "exceptions[0].stack: "liev" is not under stacks; did you mean "live"?",
      "exceptions[0].until: "tomorrow" is not a day such as 2026-12-31",
      "exceptions[1].by: is not known here; allowed are rule, stack, resource, reason, until",
      "exceptions[1].reason: "because" is too short; at least 10 characters",
      "exceptions[1].until: "2026-02-30" is not a day such as 2026-12-31",
      "stacks.live.appNames: "shop(" is not a regular expression",
      "stacks.live.levels.preboot: "loud" is not one of mandatory, advisory, off",
      "stacks.live.levels.prebot: is not known here; did you mean "preboot"?",
      "stacks.live.maxMonthlyDollars: "many" is not a number",
      "stacks.live.stage: "prod" is not one of review, development, staging, production",
      "stacks.test.maxMonthlyDollars: is missing; it takes a number",
      "stakcs: is not known here; did you mean "stacks"?",
    ]
  `);
});

test("a file that is not YAML is told with the line", () => {
  expect(complaint(() => readPolicies(written("stacks: {\n  live")))).toMatch(/policy\.yaml is not YAML:\n.*line \d/);
});

test("an empty file lacks the stacks", () => {
  expect(complaint(() => readPolicies(written("")))).toMatch(/stacks: is missing/);
});

test("the file is the one that the environment names, else the nearest above the pack", () => {
  const path = written(SHOP);
  const pack = join(folder, "packages", "policy");
  mkdirSync(pack, { recursive: true });
  expect(policyFile(pack, {})).toBe(path);
  expect(policyFile(pack, { PULUMI_HEROKU_POLICY_FILE: "elsewhere.yaml" })).toBe("elsewhere.yaml");
  rmSync(path);
  expect(complaint(() => policyFile(pack, {}))).toMatch(/has a policy\.yaml; write one, or name it in PULUMI_HEROKU_/);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judge, levelOf, type Resource, readPolicies, rules } from "@consumer-notebook/policy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environment } from "../support/environment.ts";
import { type PolicyPack, resourcesOf, startPolicyPack } from "../support/policy-pack.ts";

const STACKS = ["staging", "production"] as const;
type Stack = (typeof STACKS)[number];

const policies = readPolicies(fileURLToPath(new URL("../../policy.yaml", import.meta.url)));

const declared = {} as Record<Stack, Resource[]>;
const packs = {} as Record<Stack, PolicyPack>;
beforeAll(async () => {
  for (const stack of STACKS) declared[stack] = resourcesOf((await environment(stack)).declared.values());
  for (const stack of STACKS) packs[stack] = await startPolicyPack(stack);
});
afterAll(() => Promise.all(Object.values(packs).map((pack) => pack.close())));

type Change = (stack: Resource[]) => Resource[];

const without =
  (noun: string): Change =>
  (stack) =>
    stack.filter((each) => each.noun !== noun);

const changed =
  (label: string, change: (props: Resource["props"]) => object, more: Partial<Resource> = {}): Change =>
  (stack) =>
    stack.map((each) => {
      if (`${each.noun} ${each.name}` !== label) return each;
      return { ...each, ...more, props: { ...each.props, ...change(each.props) } };
    });

/** For each rule a change that breaks it, in both stacks, and what it says of it. */
const BREAKS: Record<string, [change: Change, message: RegExp]> = {
  "web-runs-twice": [
    changed("Formation site", () => ({ processes: { web: { quantity: 1, size: "standard-1x" } } })),
    /^Formation site: web\.quantity is 1/,
  ],
  "database-plan": [without("PostgresBackupSchedule"), /^AddOn site-database: nothing backs it up/],
  certificates: [without("AutomaticCertificates"), /^Domain site-\S*consumernotebook\.com: it has no certificate/],
  preboot: [without("AppFeature"), /^App site: .*"preboot"/],
  "log-drain": [without("LogDrain"), /^App site: its log is kept nowhere/],
  "data-is-protected": [
    changed("AddOn site-database", () => ({}), { protect: false }),
    /^AddOn site-database: .* protect: true$/,
  ],
  "no-clear-secrets": [
    changed("ConfigVars site", ({ vars }) => ({ vars: { ...(vars as object), SMTP_PASSWORD: "canary-91b2" } })),
    /^ConfigVars site SMTP_PASSWORD: its name is that of a secret/,
  ],
  "cost-ceiling": [
    changed("AddOn site-mail", () => ({ monthlyCents: 50_000 })),
    /^stack: it costs \$\d+\.\d\d a month, .*AddOn site-mail \$500\.00/,
  ],
  "app-names": [changed("App site", () => ({ name: "somebody-else" })), /^App site: name "somebody-else" is none of/],
  "pipeline-stages": [
    (stack) => stack.map((each) => (each.noun === "PipelineCoupling" ? { ...each, props: { stage: "review" } } : each)),
    /^PipelineCoupling \S+: stage "review" is not that of this environment/,
  ],
};

test("each rule has a change that breaks it", () => {
  expect(Object.keys(BREAKS)).toEqual(rules.map(({ name }) => name));
});

describe.each(STACKS)("%s", (stack) => {
  test("breaks no rule, whether asked as functions or through the policy pack's server", async () => {
    const policy = policies.of(stack);
    const checked = rules.filter((rule) => levelOf(rule, policy) !== "off");
    expect(checked.flatMap((rule) => judge(rule, declared[stack], policy, "2026-01-01"))).toEqual([]);
    expect(await packs[stack].analyze(declared[stack])).toEqual([]);
  });

  test("the server offers every rule, at the level of this stack", async () => {
    const levels = rules.map((rule) => [rule.name, levelOf(rule, policies.of(stack)).replace("off", "disabled")]);
    expect(await packs[stack].rules()).toEqual(Object.fromEntries(levels));
  });

  test.each(rules.map((rule) => [rule.name, rule] as const))("%s", async (name, rule) => {
    const [change, message] = BREAKS[name] ?? [];
    const told = await packs[stack].analyze(change?.(declared[stack]) ?? []);
    const level = levelOf(rule, policies.of(stack));
    expect(told.map((each) => each.rule)).toEqual(level === "off" ? [] : told.map(() => name));
    expect(told.length > 0).toBe(level !== "off");
    for (const each of told) {
      expect(each).toMatchObject({ level, message: expect.stringMatching(message ?? /^$/) });
      expect(JSON.stringify(each)).not.toContain("canary-91b2");
    }
  });
});

test("in the server, too, an exception counts until its day has passed, and no longer", async () => {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  const file = join(folder, "policy.yaml");
  const except = (rule: string, until: string) => ({
    rule,
    stack: "live",
    resource: "App site",
    reason: "it is being moved",
    until,
  });
  const stacks = { live: { stage: "production", appNames: "consumer-notebook", maxMonthlyDollars: 500 } };
  const exceptions = [except("preboot", "9999-12-31"), except("log-drain", "2001-01-01")];
  writeFileSync(file, JSON.stringify({ stacks, exceptions })); // JSON is YAML too.
  const pack = await startPolicyPack("live", { PULUMI_HEROKU_POLICY_FILE: file });
  try {
    const broken = declared.production.filter(({ noun }) => noun !== "AppFeature" && noun !== "LogDrain");
    const told = await pack.analyze(broken);
    expect(told.map(({ rule }) => rule)).toEqual(["log-drain"]);
    expect(told[0]?.message).toMatch(
      /; the exception for it expired on 2001-01-01: take it out, or give it a new date/,
    );
  } finally {
    await pack.close();
    rmSync(folder, { recursive: true });
  }
});

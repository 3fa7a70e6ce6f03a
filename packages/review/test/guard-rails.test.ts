import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackPolicy } from "@consumer-notebook/policy";
import { expect, test } from "vitest";
import { documentOf, ReviewDocument } from "../document.ts";
import { refusals } from "../fail-on.ts";
import { guardRailsOf } from "../guard-rails.ts";
import { comment } from "../markdown/comment.ts";
import { reviewOf } from "../reading.ts";
import { clear, fakePreview, KEY, UNKNOWN_STRING } from "./support/preview.ts";

const policy: StackPolicy = {
  stack: "staging",
  expected: { stage: "staging", appNames: "shop", maxMonthlyDollars: 10 },
  levels: { "log-drain": "off" },
  exceptions: [],
};

/** A review of a new stack, from the outputs of its plan. */
function reviewed(...resources: [type: string, state: Record<string, unknown>, op?: "create" | "delete"][]) {
  const steps = resources.map(([type, state, op = "create"]) => {
    const step = { op, type, name: "site" };
    return op === "create" ? { ...step, after: {}, plan: { state } } : { ...step, before: state };
  });
  const { digest, plan } = fakePreview(...steps);
  return reviewOf("staging", digest, plan, { key: KEY, policy });
}

const vars = (values: Record<string, unknown>) => reviewed(["ConfigVars", { vars: values }]).guardRails;

test("the rules are asked about what the plan says, at the levels of the stack", () => {
  const review = reviewed(["App", { name: "mall" }], ["AddOn", { plan: "memcachier:100", monthlyCents: 1500 }]);
  expect(review.guardRails).toMatchObject(
    [
      { rule: "app-names", level: "mandatory", message: expect.stringMatching(/^App site: name "mall"/), urn: /App/ },
      { rule: "cost-ceiling", level: "advisory", message: expect.stringMatching(/^stack: it costs \$15\.00 a month/) },
    ].map(({ urn, ...each }) => (urn ? { ...each, urn: expect.stringMatching(urn) } : each)),
  );
  expect(refusals([review], [])).toEqual(["staging: it breaks what must hold: app-names."]);
  expect(ReviewDocument.parse(documentOf([review], [])).stacks).toMatchObject([{ guardRails: review.guardRails }]);
});

test("what goes is no matter, nor what only `up` will know", () => {
  expect(reviewed(["AddOn", { monthlyCents: 5000 }, "delete"], ["App", { name: UNKNOWN_STRING }]).guardRails).toEqual(
    [],
  );
});

test("a clear value like a secret's is found; where a secret breaks a rule, nothing is told of its value", () => {
  const canary = "https://shop:canary-of-a-rule@mail.example.com";
  expect(vars({ MAIL_URL: canary })).toMatchObject([{ rule: "no-clear-secrets", level: "mandatory" }]);
  const hidden = vars({ MAIL_URL: clear(canary) });
  expect(hidden).toMatchObject([
    { rule: "no-clear-secrets", message: expect.stringMatching(/^ConfigVars site: a secret/) },
  ]);
  const named = reviewed(["App", { name: clear("canary-of-a-rule") }]).guardRails;
  expect(named).toMatchObject([{ rule: "app-names", message: expect.stringMatching(/^App site: a secret value/) }]);
  expect(reviewed(["App", { name: clear("shop") }]).guardRails).toEqual([]);
  expect(JSON.stringify([named, hidden, vars({ MAIL_URL: canary })])).not.toContain("canary-of-a-rule");
});

test("the comment has each with its way out; where all hold, or there are none, it says nothing", () => {
  const text = comment([reviewed(["App", { name: "mall" }], ["AddOn", { monthlyCents: 1500 }])]);
  expect(text).toMatch(
    /### Guard rails\n\n- \*\*Must be mended:\*\* App site: name "mall" .*\(`app-names`\)\n- \*\*Remark:/,
  );
  expect(text).toMatch(/^## staging: 2 to create, breaks 1 guard rail/);
  expect(text).toMatch(/`npm run apply` refuses/);
  const remark = comment([reviewed(["AddOn", { monthlyCents: 1500 }])]);
  expect(remark).toMatch(/\*\*Remark:\*\* stack: it costs/);
  expect(remark).not.toMatch(/refuses/);
  expect(comment([reviewed(["App", { name: "shop" }])])).not.toMatch(/Guard rails/);
});

test("a project without a policy file has no guard rails; one with a wrong file is told what is wrong", () => {
  const folder = mkdtempSync(join(tmpdir(), "rails-"));
  try {
    expect(guardRailsOf("staging", folder, {})).toBeUndefined();
    writeFileSync(join(folder, "policy.yaml"), JSON.stringify({ stacks: { staging: policy.expected } }));
    expect(guardRailsOf("organization/shop/staging", folder, {})?.expected).toEqual(policy.expected);
    expect(() => guardRailsOf("elsewhere", folder, {})).toThrow(/policy\.yaml says nothing of stack "elsewhere"/);
    writeFileSync(join(folder, "policy.yaml"), JSON.stringify({ stakcs: {} }));
    expect(() => guardRailsOf("staging", folder, {})).toThrow(/stakcs: is not known here; did you mean "stacks"/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

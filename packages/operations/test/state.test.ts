import { expect, test } from "vitest";
import { formationIn, formationText } from "../scale/state.ts";

const formation = (name: string, processes: object) => ({
  type: "heroku:index:Formation",
  urn: `urn:pulumi:production::p::heroku:index:Formation::${name}`,
  outputs: { processes, monthlyCents: 5000, app: "x" },
});

const exported = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { resources } });
const worker = { type: "worker", quantity: 50 };

test("the formation is the one that has the process types", () => {
  const small = { quantity: 2, size: "standard-1x" };
  const state = exported(
    { type: "heroku:index:App", urn: "urn" },
    formation("a", { web: small }),
    formation("b", { worker: small }),
  );
  const found = formationIn(state, "production", [worker]);
  expect(found.urn).toMatch(/::b$/);
  expect(formationText(found, [worker])).toBe("worker=2 (standard-1x)");
});

test("a stack that is not up, or has no such process type, says what to do", () => {
  for (const state of [exported(formation("a", {})), exported(), JSON.stringify({ deployment: {} })])
    expect(() => formationIn(state, "production", [worker])).toThrow(
      /production runs no worker yet. Bring it up first: npx pulumi up --stack production/,
    );
});

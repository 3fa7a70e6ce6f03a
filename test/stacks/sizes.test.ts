import { beforeAll, describe, expect, test } from "vitest";
import type { Settings } from "../../components/settings.ts";
import { settingsOf } from "../../components/settings.ts";
import { findDynoSize } from "../../packages/sandbox/catalogue/dyno-sizes.ts";
import { findPlan } from "../../packages/sandbox/catalogue/plans.ts";
import { configOf, stackFile } from "../support/stack-files.ts";

let staging: Settings;
let production: Settings;
beforeAll(() => {
  staging = settingsOf(stackFile("staging", configOf("staging")));
  production = settingsOf(stackFile("production", configOf("production")));
});

describe("production is never smaller than staging:", () => {
  test("it runs the same process types, with as many dynos at least, each as large at least", () => {
    expect(Object.keys(production.formation)).toEqual(expect.arrayContaining(Object.keys(staging.formation)));
    for (const [type, small] of Object.entries(staging.formation)) {
      const large = production.formation[type];
      expect(large?.quantity, `${type} quantity`).toBeGreaterThanOrEqual(small.quantity ?? Number.NaN);
      expect(sizeOf(large?.size).memory, `${type} memory`).toBeGreaterThanOrEqual(sizeOf(small.size).memory);
      expect(sizeOf(large?.size).cost.cents, `${type} price`).toBeGreaterThanOrEqual(sizeOf(small.size).cost.cents);
    }
  });

  test("it has the same add-ons, each of a plan that costs as much at least", () => {
    expect(Object.keys(production.addOns)).toEqual(Object.keys(staging.addOns));
    for (const [name, { plan }] of Object.entries(staging.addOns)) {
      expect(centsOf(production.addOns[name]?.plan), name).toBeGreaterThanOrEqual(centsOf(plan));
    }
  });

  test("it has the same config vars and secrets, and every feature", () => {
    expect(Object.keys(production.vars)).toEqual(Object.keys(staging.vars));
    expect(Object.keys(production.secretVars)).toEqual(Object.keys(staging.secretVars));
    expect(production.features).toEqual(expect.arrayContaining(staging.features));
  });

  test("it keeps its data where staging need not, and backs up as often", () => {
    expect(production.protectData).toBe(true);
    expect(production.addOns.database?.backup).toBeDefined();
  });
});

test("no two environments share a name, a domain or a secret", () => {
  expect(production.app.name).not.toBe(staging.app.name);
  expect(production.domains.filter((domain) => staging.domains.includes(domain))).toEqual([]);
  const ciphers = (stack: string) =>
    Object.values(configOf(stack)).flatMap((item) => (item as { secure?: string }).secure ?? []);
  expect(ciphers("production").filter((cipher) => ciphers("staging").includes(cipher))).toEqual([]);
});

function sizeOf(name = "") {
  const size = findDynoSize(name);
  if (!size) throw new Error(`the catalogue has no dyno size "${name}"`);
  return size;
}

function centsOf(name = ""): number {
  const plan = findPlan(name);
  if (!plan) throw new Error(`the catalogue has no plan "${name}"`);
  return plan.cents;
}

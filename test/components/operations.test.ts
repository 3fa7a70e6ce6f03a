import { expect, test } from "vitest";
import { HerokuApp, type HerokuAppArgs } from "../../components/heroku-app.ts";
import { declaredBy } from "../support/declared.ts";
import { value } from "../support/value.ts";

const SHOP: HerokuAppArgs = {
  name: "example-shop",
  addOns: { database: { plan: "heroku-postgresql:standard-0" } },
  build: "shop",
  formation: { web: { quantity: 1, size: "basic" } },
};

const declare = (args: Partial<HerokuAppArgs>) => declaredBy(() => new HerokuApp("shop", { ...SHOP, ...args }));

test("a rollback comes after the code, and dynos after it; the release is its", async () => {
  const { declared, result } = await declare({ rollbackTo: 12 });
  expect(declared.get("Rollback shop")).toMatchObject({ inputs: { app: "<App shop>", version: 12 } });
  expect(declared.get("Rollback shop")?.after).toEqual(["App shop", "Build shop"]);
  expect(declared.get("Formation shop")?.after).toEqual(["App shop", "Rollback shop"]);
  expect(result.release && (await value(result.release))).toBe(9);
});

test("a job runs for each release of new code, or for each value that it names; a rollback runs none", async () => {
  const jobs = { migrate: { command: "migrate", size: "standard-2x" }, mail: { command: "mail", run: "2026-11" } };
  const { declared } = await declare({ jobs, rollbackTo: 12 });
  expect(declared.get("OneOffJob shop-migrate")).toMatchObject({
    inputs: { app: "<App shop>", command: "migrate", size: "standard-2x", triggers: { run: "20" } },
    after: ["App shop", "Build shop"],
  });
  expect(declared.get("OneOffJob shop-mail")?.inputs.triggers).toEqual({ run: "2026-11" });
});

test("a job where this stack releases no code runs once", async () => {
  const { declared } = await declare({ build: undefined, jobs: { migrate: { command: "migrate" } } });
  expect(declared.get("OneOffJob shop-migrate")?.inputs).toMatchObject({ command: "migrate" });
  expect(declared.get("OneOffJob shop-migrate")?.inputs).not.toHaveProperty("triggers");
});

test("credentials belong to their add-on; one that is attached gives the app a config var", async () => {
  const credentials = { default: { rotation: "2026-11" }, readonly: { attachment: "DATABASE_READONLY" } };
  const { declared } = await declare({ addOns: { database: { plan: "heroku-postgresql:standard-0", credentials } } });
  expect(declared.get("PostgresCredential shop-database-default")?.inputs).toEqual({
    addOn: "<AddOn shop-database>",
    name: "default",
    rotation: "2026-11",
  });
  expect(declared.get("AddOnAttachment shop-database-readonly")).toMatchObject({
    inputs: { name: "DATABASE_READONLY", namespace: "credential:readonly" },
    after: ["AddOn shop-database", "App shop", "PostgresCredential shop-database-readonly"],
  });
  expect([...declared.keys()]).not.toContain("AddOnAttachment shop-database-default");
});

import { expect, test } from "vitest";
import { HerokuApp } from "../../components/heroku-app.ts";
import { settingsOf } from "../../components/settings.ts";
import { declaredBy } from "../support/declared.ts";
import { type Config, stackFile } from "../support/stack-files.ts";
import { staging } from "../support/wrong-settings.ts";

// docs/how-to/change-a-database-plan.md, step by step: what each of the two databases is declared as.

const [STANDARD, LARGER] = ["heroku-postgresql:standard-0", "heroku-postgresql:standard-2"];

async function declared(lines: Config) {
  const credentials = { readonly: { attachment: "DATABASE_READONLY" } };
  const { addOns } = settingsOf(stackFile("staging", staging({ credentials, ...lines })));
  const formation = { web: { quantity: 1, size: "basic" } };
  return (await declaredBy(() => new HerokuApp("site", { name: "example-site", formation, addOns }))).declared;
}

test("one database is the one in use", async () => {
  const all = await declared({ addOns: { database: STANDARD } });
  expect(all.get("AddOn site-database")?.inputs).toMatchObject({ plan: STANDARD, attachment: "DATABASE" });
  expect(all.get("AddOn site-database")?.inputs).not.toHaveProperty("follow");
  expect(all.get("PostgresBackupSchedule site-database")?.inputs).toMatchObject({ addOn: "<AddOn site-database>" });
});

test("a second one follows it, and needs no backup of its own", async () => {
  const all = await declared({ addOns: { database2: LARGER, database: STANDARD }, follower: true });
  expect(all.get("AddOn site-database2")).toMatchObject({
    inputs: { plan: LARGER, attachment: "FOLLOWER", follow: "<AddOn site-database>" },
    after: ["AddOn site-database", "App site"],
  });
  expect([...all.keys()].filter((name) => name.startsWith("PostgresBackupSchedule"))).toEqual([
    "PostgresBackupSchedule site-database",
  ]);
});

test("once it is the primary it waits for the other one to let go of the name, and takes backup and credentials", async () => {
  const all = await declared({ addOns: { database: STANDARD, database2: LARGER }, primary: "database2" });
  expect(all.get("AddOn site-database")?.inputs).toMatchObject({ attachment: "FORMER_DATABASE" });
  expect(all.get("AddOn site-database2")).toMatchObject({
    inputs: { attachment: "DATABASE" },
    after: ["AddOn site-database", "App site"],
  });
  expect(all.get("PostgresBackupSchedule site-database")?.inputs).toMatchObject({ addOn: "<AddOn site-database2>" });
  expect(all.get("PostgresCredential site-database-readonly")?.inputs).toMatchObject({
    addOn: "<AddOn site-database2>",
  });
  expect(all.get("PostgresBackupSchedule site-former-database")?.inputs).toMatchObject({
    addOn: "<AddOn site-database>",
    attachment: "FORMER_DATABASE_URL",
  });
});

test("the next change goes the other way round", async () => {
  const lines = { addOns: { database: LARGER, database2: STANDARD }, primary: "database2", follower: true };
  expect((await declared(lines)).get("AddOn site-database")?.inputs).toMatchObject({
    attachment: "FOLLOWER",
    follow: "<AddOn site-database2>",
  });
});

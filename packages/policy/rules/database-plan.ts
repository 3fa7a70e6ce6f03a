import { isEssential } from "@pulumi/heroku";
import { all, belonging, type Resource, textOf } from "../resource.ts";
import { type Rule, type Violation, violation } from "../rule.ts";

export const databasePlan: Rule = {
  name: "database-plan",
  description:
    "Each Postgres database has a plan with fork and follow, and is backed up every day unless it follows another one.",
  levels: { production: "mandatory", elsewhere: "off" },
  check(stack) {
    const databases = all("AddOn", stack).filter((addOn) => textOf(addOn, "plan")?.startsWith("heroku-postgresql"));
    return databases.flatMap((database) => [...checkPlan(database), ...checkBackup(database, databases, stack)]);
  },
};

function checkPlan(database: Resource): Violation[] {
  const plan = textOf(database, "plan") ?? "";
  if (!isEssential(plan)) return [];
  const message = `plan "${plan}" can't be forked, followed or rolled back; use heroku-postgresql:standard-0 or larger`;
  return [violation(database, message)];
}

function checkBackup(database: Resource, owners: readonly Resource[], stack: readonly Resource[]): Violation[] {
  // A follower is a copy of a database that is backed up.
  if (textOf(database, "follow") !== undefined || (database.uses.follow ?? []).length > 0) return [];
  const schedules = belonging("PostgresBackupSchedule", { to: database, by: "addOn", stack, owners });
  if (schedules.length > 0) return [];
  return [
    violation(database, "nothing backs it up; declare a PostgresBackupSchedule for it, with the hour of the day"),
  ];
}

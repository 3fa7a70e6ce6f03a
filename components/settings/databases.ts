import type { AddOnSettings } from "../heroku-app/add-ons.ts";

/** The two places for a database: one of them is `DATABASE_URL`, and the other is there while its plan changes. */
export const DATABASES = ["database", "database2"] as const;
export type Database = (typeof DATABASES)[number];

interface Declared {
  addOns: Partial<Record<Database, string>>;
  primary: Database;
  follower: boolean;
  backup?: AddOnSettings["backup"] | undefined;
  credentials: NonNullable<AddOnSettings["credentials"]>;
}

/** The name that the database in use has on the app, and those of the other one: while it follows, and from then on. */
const PRIMARY = "DATABASE";
const FOLLOWER = "FOLLOWER";
const FORMER = "FORMER_DATABASE";

/** What a database is to the app, beside its plan. docs/how-to/change-a-database-plan.md walks through it. */
export function roleOf(key: Database, { addOns, primary, follower, backup, credentials }: Declared) {
  const other = otherThan(primary);
  if (key === primary) {
    // Where the other one follows it is made after this one; else it has to let go of the name first.
    const after = addOns[other] !== undefined && !follower ? { after: other } : {};
    return { attachment: PRIMARY, backup, credentials, called: "database", ...after };
  }
  if (follower) return { attachment: FOLLOWER, follow: primary };
  const ownBackup = backup && { ...backup, attachment: `${FORMER}_URL` };
  return { attachment: FORMER, backup: ownBackup, called: "former-database" };
}

export const otherThan = (key: Database): Database => (key === "database" ? "database2" : "database");

export const isDatabase = (key: string): key is Database => DATABASES.some((each) => each === key);

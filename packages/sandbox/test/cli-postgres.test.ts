import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands of some seconds. */
const LONGEST_MS = 3 * 60_000;

let cli: SandboxWithCli;

const heroku = (...args: string[]) => cli.heroku(...args, "-a", "notebook");
const refused = (...args: string[]) => cli.refused(...args, "-a", "notebook");

/** A database that is provisioned at once; until it answers it takes a moment more. */
async function database(plan: string, name: string, attachment: string): Promise<void> {
  const made = { plan: `heroku-postgresql:${plan}`, name, attachment: { name: attachment } };
  const { id } = await cli.api<{ id: string }>("POST", "/apps/notebook/addons", made);
  await cli.api("POST", `/addons/${id}/actions/provision`);
}

beforeAll(async () => {
  cli = await sandboxWithCli();
  await cli.api("POST", "/apps", { name: "notebook" });
  await database("standard-0", "ledger", "DATABASE");
  await database("standard-0", "archive", "ARCHIVE");
  await database("essential-0", "small", "SMALL");
}, 2 * LONGEST_MS);

afterAll(() => cli?.close());

describe("Heroku's own CLI", { timeout: LONGEST_MS }, () => {
  it("shows and moves maintenance windows", async () => {
    expect(await heroku("data:maintenances:window:update", "DATABASE", "sunday", "1:30PM")).toMatch(
      /Setting maintenance window for ledger to sunday 1:30PM\.\.\. done[\s\S]*window: +'?Sundays 13:30 to 17:30 UTC/,
    );
    expect(await heroku("data:maintenances:window", "ledger")).toMatch(/window: +'?Sundays 13:30 to 17:30 UTC/);
    expect(await heroku("data:maintenances:info", "ledger")).toMatch(/addon_window: +'?Sundays 13:30/);
    expect(await heroku("data:maintenances")).toMatch(/ledger +DATABASE_URL +Sundays 13:30/);
    expect(await heroku("data:maintenances:history", "ledger")).toContain("does not have any maintenance history");
    expect(await refused("data:maintenances:window", "small")).toContain("Essential-tier");
  });

  it("pools connections", async () => {
    const pool = (database: string) => ["pg:connection-pooling:attach", database, "--as", "DATABASE_CONNECTION_POOL"];
    expect(await heroku(...pool("DATABASE_URL"))).toMatch(
      /Enabling Connection Pooling on ledger to notebook\.\.\. done[\s\S]*Setting DATABASE_CONNECTION_POOL config vars.*done, v\d/,
    );
    expect(await heroku("pg:info", "DATABASE")).toMatch(/Connection Pooling: +Available/);
    expect(await heroku("config:get", "DATABASE_CONNECTION_POOL_URL")).toMatch(/^postgres:/);
    expect(await refused(...pool("SMALL"))).toContain("Essential-tier");
    await heroku("addons:detach", "DATABASE_CONNECTION_POOL");
    expect(await heroku("config:get", "DATABASE_CONNECTION_POOL_URL")).toBe("\n");
  });

  it("links databases", async () => {
    expect(await heroku("pg:links:create", "archive", "DATABASE", "--as", "old")).toContain(
      "Adding link from archive to ledger... done, old",
    );
    expect(await heroku("pg:links", "DATABASE")).toMatch(
      /=== ledger\n[\s\S]* \* old\n[\s\S]*remote: +ARCHIVE_URL \(archive\)/,
    );
    expect(await refused("pg:links:create", "SMALL", "DATABASE", "--as", "other")).toContain("Essential-tier");
    await heroku("pg:links:destroy", "DATABASE", "old", "--confirm", "notebook");
    expect(await heroku("pg:links", "DATABASE")).toContain("No data sources are linked into this database");
  });

  it("copies one database into another", async () => {
    expect(await heroku("pg:copy", "DATABASE", "ARCHIVE", "--confirm", "ARCHIVE")).toMatch(
      /Starting copy of DATABASE to ARCHIVE\.\.\. done[\s\S]*Copying\.\.\. done/,
    );
    expect(await heroku("pg:backups")).toMatch(/=== Copies[\s\S]*c\d+ [^\n]*Completed/);
  });

  it("makes a follower and promotes it", async () => {
    const follower = ["addons:create", "heroku-postgresql:standard-2", "--as", "FOLLOWER", "--name", "next", "--wait"];
    await cli.heroku(...follower, "-a", "notebook", "--", "--follow", "DATABASE_URL");
    await heroku("pg:wait", "FOLLOWER");
    expect(await heroku("pg:info", "FOLLOWER")).toMatch(/Following: +DATABASE\n/);
    expect(await heroku("pg:info", "DATABASE")).toMatch(/Followers: +FOLLOWER\n/);
    await heroku("pg:unfollow", "FOLLOWER", "--confirm", "notebook");
    expect(await refused("pg:unfollow", "FOLLOWER", "--confirm", "notebook")).toContain("is not a follower");
    expect(await heroku("pg:promote", "FOLLOWER")).toMatch(/Promoting next to DATABASE_URL on notebook\.\.\. done/);
    const attached = await cli.api<{ addon: { name: string } }>("GET", "/apps/notebook/addon-attachments/DATABASE");
    expect(attached.addon.name).toBe("next");
  });
});

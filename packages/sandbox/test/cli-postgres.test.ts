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
    expect(await heroku("data:maintenances")).toMatch(/ledger +DATABASE +Sundays 13:30/);
    expect(await heroku("data:maintenances:history", "ledger")).toContain("does not have any maintenance history");
    expect(await refused("data:maintenances:window", "small")).toContain("Essential-tier");
  });
});

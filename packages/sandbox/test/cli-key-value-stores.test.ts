import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands of a second or more, and one story with those before it. */
const MINUTE_MS = 60_000;

let cli: SandboxWithCli;

beforeAll(async () => {
  cli = await sandboxWithCli();
  await cli.heroku("apps:create", "notebook");
  await cli.heroku("addons:create", "heroku-redis:premium-0", "-a", "notebook", "--name", "cache", "--wait");
  await cli.heroku("redis:wait", "-a", "notebook");
}, 5 * MINUTE_MS);

afterAll(() => cli?.close());

const heroku = (...args: string[]) => cli.heroku(...args, "-a", "notebook");

describe("Heroku's own CLI, of Key-Value Stores", { timeout: MINUTE_MS }, () => {
  it("sets and shows what can be set", async () => {
    expect(await heroku("redis:maxmemory", "--policy", "volatile-ttl")).toMatch(
      /^Maxmemory policy for cache \(REDIS_TLS_URL, REDIS_URL\) set to volatile-ttl\.\nvolatile-ttl evicts /,
    );
    expect(await heroku("redis:timeout", "--seconds", "0")).toContain("can idle indefinitely");
    expect(await heroku("redis:keyspace-notifications", "--config", "AKE")).toContain("set to 'AKE'.");
    expect(await heroku("redis:info")).toMatch(
      /=== cache .*Status: +available\n.*Timeout: +0\nMaxmemory: +volatile-ttl\n.*Keyspace Notifications: +AKE\n/s,
    );
  });

  it("sets and shows maintenance windows", async () => {
    expect(await heroku("data:maintenances:window:update", "cache", "sunday", "1:30PM")).toMatch(
      /window: +Sundays 13:30 to 17:30 UTC\n/,
    );
    expect(await heroku("data:maintenances:window", "cache")).toMatch(/window: +Sundays 13:30 to 17:30 UTC\n/);
    expect(await heroku("data:maintenances:info", "cache")).toMatch(/status: +none\n/);
    expect(await heroku("data:maintenances")).toMatch(/cache +REDIS_TLS_URL, REDIS_URL +Sundays 13:30 to 17:30 UTC/);
    expect(await cli.refused("data:maintenances:run", "cache", "-a", "notebook", "--confirm", "notebook")).toContain(
      "No maintenance is required for cache.",
    );
  });

  it("upgrades, by a maintenance that is run", async () => {
    expect(await heroku("redis:upgrade", "--version", "9.0", "--confirm", "notebook")).toContain("is being prepared");
    await expect.poll(() => heroku("data:maintenances:info", "cache"), { timeout: 20_000 }).toMatch(/status: +ready\n/);
    expect(await heroku("data:maintenances:run", "cache", "--confirm", "notebook", "--wait")).toContain(
      "maintenance completed",
    );
    expect(await heroku("redis:info")).toMatch(/Version: +9\.0\n/);
  });

  it("resets credentials", async () => {
    const before = await heroku("redis:credentials");
    expect(before).toMatch(/^rediss:\/\/u\w+:p\w+@/);
    expect(await heroku("redis:credentials", "--reset")).toContain("Resetting credentials for cache");
    await heroku("redis:wait", "--wait-interval", "1");
    const after = await heroku("redis:credentials");
    expect(after).not.toBe(before);
    expect(await heroku("config:get", "REDIS_URL")).toBe(after);
  });
});

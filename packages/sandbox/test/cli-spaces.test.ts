import { type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HerokuCli, herokuCli } from "./support/heroku-cli.ts";

/** Each test is a few commands, some of which take seconds for each of their requests. */
const LONGEST_MS = 3 * 60_000;

let sandbox: Sandbox;
let cli: HerokuCli;

const heroku = (...args: string[]) => cli.heroku(...args);

beforeAll(async () => {
  sandbox = await startSandbox({ options: ["--seed", "1"] });
  cli = await herokuCli(sandbox.url, "key-of-the-cli");
  await heroku("apps:create", "ledger", "--team", "acme", "--space", "private");
}, 2 * LONGEST_MS);

afterAll(async () => {
  cli?.close();
  await sandbox?.stop();
});

describe("Heroku's own CLI", { timeout: LONGEST_MS }, () => {
  it("creates, shows, renames and destroys spaces", async () => {
    const made = await heroku("spaces:create", "outer", "--team", "acme", "--region", "dublin");
    expect(made).toMatch(/Region: +dublin[\s\S]*State: +allocating/);
    expect(await heroku("spaces:wait", "outer", "--interval", "1")).toMatch(/Outbound IPs: +198\.18\./);
    await heroku("spaces:rename", "--from", "outer", "--to", "inner");
    expect(await heroku("spaces")).toMatch(/inner +acme +dublin +allocated +cedar/);
    expect(await heroku("spaces:info", "inner")).toMatch(/Region: +Dublin, Ireland/);
    await heroku("spaces:transfer", "--space", "inner", "--team", "other");
    expect(await heroku("spaces:info", "inner")).toMatch(/Team: +other/);
    await heroku("spaces:destroy", "inner", "--confirm", "inner");
    expect(await heroku("spaces")).not.toMatch(/inner .*allocated/);
  });

  it("shows what runs in a space, and keeps it while something is there", async () => {
    expect(await heroku("spaces:topology", "private")).toContain("ledger");
    expect(await cli.refused("spaces:destroy", "private", "--confirm", "private")).toContain("apps in it");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands, some of which take seconds for each of their requests. */
const LONGEST_MS = 3 * 60_000;

let cli: SandboxWithCli;

const heroku = (...args: string[]) => cli.heroku(...args);

beforeAll(async () => {
  cli = await sandboxWithCli();
  for (const name of ["acme", "other"]) await cli.api("POST", "/teams", { name });
  await heroku("apps:create", "ledger", "--team", "acme", "--space", "private");
}, 2 * LONGEST_MS);

afterAll(() => cli?.close());

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

  it("trusts networks, and no longer", async () => {
    await heroku("spaces:trusted-ips:add", "203.0.113.0/24", "--space", "private");
    expect(await heroku("spaces:trusted-ips", "private")).toMatch(/0\.0\.0\.0\/0\n203\.0\.113\.0\/24/);
    await heroku("spaces:trusted-ips:remove", "0.0.0.0/0", "--space", "private");
    expect(await heroku("spaces:trusted-ips", "private")).not.toContain("0.0.0.0/0");
  });

  it("connects, shows, changes and destroys a VPN", async () => {
    const wanted = ["--ip", "203.0.113.7", "--cidrs", "172.16.0.0/16", "--space", "private"];
    await heroku("spaces:vpn:connect", "office", ...wanted);
    await heroku("spaces:vpn:wait", "office", "--space", "private", "--interval", "1");
    expect(await heroku("spaces:vpn:connections", "--space", "private")).toMatch(/office +active +DOWN\/DOWN/);
    const config = await heroku("spaces:vpn:config", "office", "--space", "private");
    expect(config).toMatch(/Tunnel 1 +203\.0\.113\.7 +203\.0\.113\.1 +[0-9a-f]+/);
    await heroku("spaces:vpn:update", "office", "--cidrs", "172.17.0.0/16", "--space", "private");
    expect(await heroku("spaces:vpn:info", "office", "--space", "private")).toMatch(/Routable CIDRs: +172\.17\.0\.0/);
    await heroku("spaces:vpn:destroy", "office", "--confirm", "office", "--space", "private");
  });

  it("tells what a peering needs, accepts one that AWS has requested, and destroys it", async () => {
    expect(await heroku("spaces:peerings:info", "private")).toMatch(
      /AWS VPC ID: +vpc-[\s\S]*Space CIDRs: +10\.0\.128\.0/,
    );
    const { id } = await cli.api<{ id: string }>("GET", "/spaces/private");
    await cli.api("POST", "/_sandbox/peerings", { space: id, pcx_id: "pcx-4bd27022" });
    expect(await heroku("spaces:peerings", "private")).toMatch(/pcx-4bd27022 .*pending-acceptance/);
    await heroku("spaces:peerings:accept", "pcx-4bd27022", "--space", "private");
    expect(await heroku("spaces:peerings", "private")).toMatch(/pcx-4bd27022 .*(provisioning|active)/);
    await heroku("spaces:peerings:destroy", "pcx-4bd27022", "--confirm", "pcx-4bd27022", "--space", "private");
    expect(await heroku("spaces:peerings", "private")).not.toMatch(/pcx-4bd27022 .*active/);
  });

  it("adds, shows, changes and removes telemetry drains", async () => {
    await heroku("apps:create", "fir-app", "--team", "acme", "--space", "fir-space", "--stack", "cnb");
    const headers = '{"Api-Key":"one"}';
    await heroku(
      "telemetry:add",
      "https://otel.example.com/",
      "-a",
      "fir-app",
      "--signals",
      "logs",
      "--headers",
      headers,
    );
    const listed = await heroku("telemetry", "-a", "fir-app");
    const id = /[0-9a-f-]{36}/.exec(listed)?.[0] ?? "";
    expect(listed).toMatch(/logs +https:\/\/otel\.example\.com/);
    expect(await heroku("telemetry:update", id, "--signals", "traces")).toMatch(/Signals: +traces/);
    expect(await heroku("telemetry:info", id)).toMatch(/App: .*fir-app[\s\S]*Headers: .*Api-Key/);
    await heroku("telemetry:remove", id);
    expect(await heroku("telemetry", "-a", "fir-app")).toContain("no telemetry drains");
  });

  it("shows what runs in a space, and keeps it while something is there", async () => {
    expect(await heroku("spaces:topology", "private")).toContain("ledger");
    expect(await cli.refused("spaces:destroy", "private", "--confirm", "private")).toContain("apps in it");
  });
});

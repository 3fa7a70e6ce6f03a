import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands, some of which take seconds for each of their requests. */
const LONGEST_MS = 3 * 60_000;
const JANE = "jane@example.com";

let cli: SandboxWithCli;

const heroku = (...args: string[]) => cli.heroku(...args);

beforeAll(async () => {
  cli = await sandboxWithCli();
  await heroku("apps:create", "notebook");
  // The CLI can't make one.
  await cli.api("POST", "/teams", { name: "acme" });
}, 2 * LONGEST_MS);

afterAll(() => cli?.close());

describe("Heroku's own CLI", { timeout: LONGEST_MS }, () => {
  it("gives and takes access to an app", async () => {
    await heroku("access:add", JANE, "-a", "notebook");
    expect(await heroku("access", "-a", "notebook")).toMatch(/jane@example\.com +collaborator/);
    await heroku("access:remove", JANE, "-a", "notebook");
    expect(await heroku("access", "-a", "notebook")).not.toContain(JANE);
  });

  it("takes people into a team and out of it", async () => {
    await heroku("apps:create", "ledger", "--team", "acme");
    expect(await heroku("teams")).toMatch(/acme +admin/);
    await heroku("members:add", JANE, "--role", "member", "--team", "acme");
    expect(await heroku("members", "--team", "acme")).toMatch(/jane@example\.com +member/);
    await heroku("members:set", JANE, "--role", "viewer", "--team", "acme");
    await heroku("members:remove", JANE, "--team", "acme");
  });

  it("invites people into a team that wants to be accepted, and takes invitations back", async () => {
    const { id } = await cli.api<{ id: string }>("GET", "/teams/acme");
    await cli.api("PUT", `/_sandbox/team-features/${id}`, { "team-invite-acceptance": true });
    expect(await heroku("members:add", "joan@example.com", "--role", "admin", "--team", "acme")).toMatch(/Inviting/);
    expect(await heroku("members", "--team", "acme")).toMatch(/joan@example\.com +admin +pending/);
    expect(await heroku("members:remove", "joan@example.com", "--team", "acme")).toMatch(/Revoking invite/);
    expect(await heroku("members", "--team", "acme")).not.toContain("joan");
    await cli.api("PUT", `/_sandbox/team-features/${id}`, { "team-invite-acceptance": false });
  });

  it("locks, leaves and joins an app of a team, and changes what people may do with it", async () => {
    await heroku("apps:create", "journal", "--team", "acme");
    await heroku("access:add", JANE, "-a", "journal");
    await heroku("access:update", JANE, "-a", "journal", "--permissions", "deploy");
    expect(await heroku("access", "-a", "journal")).toMatch(/jane@example\.com +collaborator +deploy, view/);
    await heroku("apps:lock", "-a", "journal");
    await heroku("apps:unlock", "-a", "journal");
    await heroku("apps:leave", "-a", "journal");
    await heroku("apps:join", "-a", "journal");
  });

  it("gives access with permissions in a team that controls it", async () => {
    const { id } = await cli.api<{ id: string }>("POST", "/teams", { name: "strict" });
    await cli.api("PUT", `/_sandbox/team-features/${id}`, { "org-access-controls": true });
    await heroku("apps:create", "almanac", "--team", "strict");
    expect(await cli.refused("access:add", JANE, "-a", "almanac")).toContain("permissions");
    await heroku("access:add", JANE, "-a", "almanac", "--permissions", "operate");
    expect(await heroku("access", "-a", "almanac")).toMatch(/jane@example\.com +collaborator +operate, view/);
  });

  it("hands an app to a team and back", async () => {
    const { email } = await cli.api<{ email: string }>("GET", "/account");
    expect(await heroku("apps:transfer", "acme", "-a", "notebook", "--locked")).toMatch(/Locking/);
    const back = await heroku("apps:transfer", email, "-a", "notebook", "--confirm", "notebook");
    expect(back).toMatch(/Transferring .*notebook.* done/s);
  });

  it("adds, shows, changes and removes webhooks", async () => {
    const wanted = ["--include", "api:release", "--level", "notify", "--url", "https://hooks.example.com/"];
    await heroku("webhooks:add", "-a", "notebook", ...wanted);
    const listed = await heroku("webhooks", "-a", "notebook");
    const id = /[0-9a-f-]{36}/.exec(listed)?.[0] ?? "";
    expect(listed).toMatch(/https:\/\/hooks\.example\.com\/ +api:release +notify/);
    await heroku("webhooks:update", id, "-a", "notebook", ...wanted.with(3, "sync"));
    expect(await heroku("webhooks:info", id, "-a", "notebook")).toMatch(/sync/);
    expect(await heroku("webhooks:deliveries", "-a", "notebook")).toContain("has no deliveries");
    await heroku("webhooks:remove", id, "-a", "notebook");
    expect(await heroku("webhooks", "-a", "notebook")).toContain("has no webhooks");
  });

  it("switches features of the account", async () => {
    expect(await heroku("labs:enable", "metrics-request-volume", "-a", "notebook")).toMatch(/Enabling metrics-request/);
    expect(await heroku("labs", "-a", "notebook")).toMatch(/\[\+\] metrics-request-volume/);
    await heroku("labs:disable", "metrics-request-volume", "-a", "notebook");
  });

  it("sets config vars of Heroku CI on a pipeline", async () => {
    await heroku("pipelines:create", "notebook", "-a", "notebook", "--stage", "staging");
    await heroku("ci:config:set", "LEVEL=debug", "--pipeline", "notebook");
    expect(await heroku("ci:config", "--pipeline", "notebook")).toMatch(/LEVEL: +debug/);
    await heroku("ci:config:unset", "LEVEL", "--pipeline", "notebook");
    expect(await heroku("ci:config", "--pipeline", "notebook")).not.toContain("LEVEL");
  });
});

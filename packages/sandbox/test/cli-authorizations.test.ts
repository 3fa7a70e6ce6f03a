import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands, some of which take seconds for each of their requests. */
const LONGEST_MS = 3 * 60_000;

let cli: SandboxWithCli;

const heroku = (...args: string[]) => cli.heroku(...args);
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/;
const idIn = (output: string) => UUID.exec(output)?.[0] ?? "";

beforeAll(async () => {
  cli = await sandboxWithCli();
}, 2 * LONGEST_MS);

afterAll(() => cli?.close());

describe("Heroku's own CLI", { timeout: LONGEST_MS }, () => {
  it("makes, shows, changes, rotates and revokes authorizations", async () => {
    expect(await heroku("authorizations")).toContain("No OAuth authorizations");
    const token = (await heroku("authorizations:create", "-d", "ci", "-e", "3600", "--short")).match(/HRKU-\S+/)?.[0];
    const listed = await heroku("authorizations");
    expect(listed).toMatch(/ci +[0-9a-f-]{36} +global/);
    const id = idIn(listed);
    expect(await heroku("authorizations:info", id)).toContain(token);
    expect(await heroku("authorizations:update", id, "-d", "builds")).toMatch(/Description: +builds/);
    expect(await heroku("authorizations:rotate", id)).not.toContain(token);
    expect(await heroku("authorizations:revoke", id)).toContain("revoked authorization from builds");
  });

  it("makes, shows, changes, rotates and destroys clients", async () => {
    const made = await heroku("clients:create", "Ledger", "https://ledger.example.com/");
    const [id, secret] = [...made.matchAll(/HEROKU_OAUTH_\w+=(\S+)/g)].map(([, value]) => value as string);
    if (!id) throw new Error(made);
    expect(await heroku("clients")).toMatch(/Ledger +[0-9a-f-]{36} +https:\/\/ledger/);
    await heroku("clients:update", id, "--url", "https://books.example.com/");
    expect(await heroku("clients:info", id)).toMatch(/redirect_uri: +https:\/\/books/);
    expect(await heroku("clients:rotate", id, "--shell")).not.toContain(secret);
    await heroku("clients:destroy", id);
    expect(await heroku("clients")).toContain("No OAuth clients");
  });

  it("adds, lists and removes SSH keys, and tells who it is and where things run", async () => {
    const file = join(cli.home, "id_rsa.pub");
    writeFileSync(file, `ssh-rsa ${Buffer.from("a public key").toString("base64")} jane@example.com\n`);
    expect(await heroku("keys")).toContain("You have no SSH keys");
    await heroku("keys:add", file);
    expect(await heroku("keys")).toContain("jane@example.com");
    await heroku("keys:remove", "jane@example.com");
    expect(await heroku("keys")).toContain("You have no SSH keys");
    expect(await heroku("auth:whoami")).toContain("@sandbox.example");
    expect(await heroku("regions")).toMatch(/frankfurt +Frankfurt, Germany/);
  });
});

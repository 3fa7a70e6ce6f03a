import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHOP } from "./support/certificates.ts";
import { type SandboxWithCli, sandboxWithCli } from "./support/heroku-cli.ts";

/** Each test is a few commands of a second or more, and one story with those before it. */
const MINUTE_MS = 60_000;

let cli: SandboxWithCli;

const heroku = (...args: string[]) => cli.heroku(...args);
const refused = (...args: string[]) => cli.refused(...args);

beforeAll(async () => {
  cli = await sandboxWithCli();
}, 5 * MINUTE_MS);

afterAll(() => cli?.close());

const api: SandboxWithCli["api"] = (...request) => cli.api(...request);
const see = <T = Record<string, unknown>>(path: string) => api<T>("GET", path);

/** The CLI deploys by git only, which the sandbox does not speak. */
async function deploy(commit: string) {
  const process_types = { web: "gunicorn site", worker: "work" };
  const { id } = await api<{ id: string }>("POST", "/apps/notebook/slugs", { process_types, commit });
  await api("POST", "/apps/notebook/releases", { slug: id });
}

const addOnName = async () => (await see<{ name: string }[]>("/apps/notebook/addons"))[0]?.name ?? "";

describe("Heroku's own CLI", { timeout: MINUTE_MS }, () => {
  it("makes apps", async () => {
    expect(await heroku("apps:create", "notebook", "--region", "eu")).toMatch(
      /Creating notebook\.\.\. done, region is eu.*https:\/\/notebook-[0-9a-f]{12}\.herokuapp\.com\//s,
    );
    expect(await see("/apps/notebook")).toMatchObject({ region: { name: "eu" } });
    expect(await heroku("apps:info", "-a", "notebook")).toMatch(/Region: +eu\n.*Stack: +heroku-24/s);
    expect(await refused("apps:create", "notebook")).toContain("Name is already taken");
  });

  it("sets, shows and unsets config vars", async () => {
    expect(await heroku("config:set", "S3_KEY=one", "DEBUG=0", "-a", "notebook")).toMatch(/done, v3\n/);
    expect(await heroku("config:get", "S3_KEY", "-a", "notebook")).toBe("one\n");
    expect(await heroku("config:unset", "DEBUG", "-a", "notebook")).toContain("done, v4");
    expect(await heroku("config", "-a", "notebook")).toMatch(/=== notebook Config Vars\n\nS3_KEY: one\n$/);
    expect(await see("/apps/notebook/config-vars")).toEqual({ S3_KEY: "one" });
  });

  it("lists releases and scales what they run", async () => {
    expect(await refused("ps:scale", "web=1", "-a", "notebook")).toContain("Couldn't find that process type (web).");
    await deploy("0123456789abcdef");
    expect(await heroku("ps:scale", "web=2:standard-1x", "worker=1:standard-1x", "-a", "notebook")).toContain(
      "now running web at 2:Standard-1X, worker at 1:Standard-1X",
    );
    expect(await heroku("ps", "-a", "notebook")).toMatch(
      /=== web \(Standard-1X\): gunicorn site \(2\)\n\nweb\.1: up .*web\.2: up .*=== worker/s,
    );
    expect(await refused("ps:scale", "web=1:standard-3x", "-a", "notebook")).toMatch(
      /No such size as standard-3x\. Av/,
    );
    expect(await heroku("releases", "-a", "notebook")).toMatch(/Current: v5\n.*v5 +Deploy 01234567 .*v1 +Initial/s);
    expect(await heroku("releases:info", "v4", "-a", "notebook")).toMatch(/Change: +Remove DEBUG config vars\n/);
  });

  it("rolls back", async () => {
    await deploy("fedcba9876543210");
    expect(await heroku("rollback", "-a", "notebook")).toContain("Rolling back notebook to v5... done, v7");
    const slugOf = async (release: string) => (await see(`/apps/notebook/releases/${release}`)).slug;
    expect(await slugOf("current")).toEqual(await slugOf("5"));
    expect(await heroku("ps:restart", "-a", "notebook")).toContain("done");
  });

  it("adds certificates of one's own", async () => {
    const [crt, key] = [join(cli.home, "shop.crt"), join(cli.home, "shop.key")];
    writeFileSync(crt, SHOP.chain);
    writeFileSync(key, SHOP.key);
    expect(await heroku("certs:add", crt, key, "-a", "notebook")).toMatch(/Common Name\(s\): shop\.example\.com\n/);
    expect(await heroku("certs", "-a", "notebook")).toMatch(/shop\.example\.com, alt\.shop.* False +SNI +0/s);
    await heroku("certs:remove", "-a", "notebook", "--confirm", "notebook");
    expect(await see("/apps/notebook/sni-endpoints")).toEqual([]);
  });

  it("adds domains, with automatic certificates", async () => {
    expect(await heroku("domains:add", "www.example.com", "-a", "notebook")).toContain("enqueued for addition");
    expect(await heroku("domains:wait", "www.example.com", "-a", "notebook")).toContain("done");
    expect(await heroku("certs:auto:enable", "-a", "notebook")).toContain("certificate will now be managed by Heroku");
    expect(await heroku("domains", "-a", "notebook")).toMatch(
      /notebook-[0-9a-f]{12}\.herokuapp\.com\n.*www\.example\.com +CNAME +\S+\.herokudns\.com/s,
    );
    expect(await heroku("certs:auto", "-a", "notebook")).toMatch(
      /is enabled on notebook\n.*www\.example\.com +Cert issued/s,
    );
    expect(await refused("domains:add", "www.example.com", "-a", "notebook", "--cert", "none-such")).toContain(
      "not_found",
    );
    await heroku("domains:remove", "www.example.com", "-a", "notebook");
    expect(await see<unknown[]>("/apps/notebook/domains")).toHaveLength(1);
  });

  it("switches features", async () => {
    expect(await heroku("features:enable", "preboot", "-a", "notebook")).toContain(
      "Enabling preboot for notebook... done",
    );
    expect(await heroku("labs:enable", "runtime-dyno-metadata", "-a", "notebook")).toContain("done");
    expect(await heroku("features", "-a", "notebook")).toMatch(/\[\+\] preboot +Provide seamless web dyno deploys/);
    expect(await see("/apps/notebook/features/runtime-dyno-metadata")).toMatchObject({ enabled: true });
  });

  it("adds log drains", async () => {
    const url = "syslog+tls://logs.example.com:6514";
    expect(await heroku("drains:add", url, "-a", "notebook")).toContain(`Successfully added drain ${url}`);
    expect(await heroku("drains", "-a", "notebook")).toMatch(
      /=== Drains\n\nsyslog\+tls:\/\/logs\S+ \(d\.[0-9a-f-]{36}\)/,
    );
    await heroku("drains:remove", url, "-a", "notebook");
    expect(await see("/apps/notebook/log-drains")).toEqual([]);
  });

  it("makes add-ons and attaches them", async () => {
    expect(await heroku("addons:create", "heroku-postgresql:essential-0", "-a", "notebook", "--wait")).toMatch(
      /\(max \$5\/month\).*Created \S+ as DATABASE_URL/s,
    );
    const name = await addOnName();
    expect(await heroku("addons:info", name, "-a", "notebook")).toMatch(
      /Attachments: +notebook::DATABASE\n.*State: +created/s,
    );
    await heroku("apps:create", "other");
    expect(await heroku("addons:attach", name, "-a", "other", "--as", "SHARED")).toMatch(
      /as SHARED to other\.\.\. done/,
    );
    expect(await see("/apps/other/config-vars")).toEqual({ SHARED_URL: expect.stringMatching(/^postgres:\/\//) });
    await heroku("addons:detach", "SHARED", "-a", "other");
    await heroku("addons:attach", "notebook::DATABASE", "-a", "other", "--as", "SHARED");
    await heroku("addons:detach", "SHARED", "-a", "other");
    expect(await see("/apps/other/config-vars")).toEqual({});
    expect(await refused("config:set", "DATABASE_URL=x", "-a", "notebook")).toContain(
      "Cannot overwrite attachment values DATABASE_URL",
    );
  });

  it("sets what databases log", async () => {
    await heroku("addons:create", "heroku-postgresql:standard-0", "-a", "notebook", "--as", "LEDGER", "--wait");
    expect(await heroku("pg:settings:log-statement", "LEDGER_URL", "all", "-a", "notebook")).toContain(
      "log-statement has been set to all",
    );
    expect(await heroku("pg:settings", "LEDGER_URL", "-a", "notebook")).toMatch(/log-statement: +'?all/);
    await heroku("addons:destroy", "LEDGER", "-a", "notebook", "--confirm", "notebook");
  });

  it("waits for databases and backs them up", async () => {
    await heroku("pg:wait", "-a", "notebook");
    expect(await heroku("pg:info", "-a", "notebook")).toMatch(/=== DATABASE_URL\n.*Status: +Available\n/s);
    expect(await heroku("pg:backups:capture", "-a", "notebook")).toMatch(/Backing up \S+ to b001\.\.\. done/);
    expect(await heroku("pg:backups", "-a", "notebook")).toMatch(/b001 [^\n]* Completed /);
    expect(await heroku("pg:backups:schedule", "DATABASE_URL", "--at", "02:00 UTC", "-a", "notebook")).toContain(
      "done",
    );
    expect(await heroku("pg:backups:schedules", "-a", "notebook")).toContain("DATABASE_URL: daily at 2:00 UTC");
    expect(await heroku("pg:backups:url", "-a", "notebook")).toMatch(/^http\S+\n/);
  });

  it("rotates the default credential, which is the only one of Essential", async () => {
    const url = () => heroku("pg:credentials:url", "-a", "notebook");
    const before = await url();
    expect(before).toMatch(/Connection URL:\n +postgres:\/\/u\w+:p\w+@/);
    await heroku("pg:credentials:rotate", "-a", "notebook", "--confirm", "notebook");
    await expect
      .poll(() => heroku("pg:credentials", "-a", "notebook"), { timeout: 20_000 })
      .toMatch(/default[\s\S]*active/);
    expect(await url()).not.toBe(before);
    expect(await refused("pg:credentials:create", "-n", "readonly", "-a", "notebook")).toContain("Essential");
  });

  it("runs one-off commands apart", async () => {
    const told = await heroku("run:detached", "-a", "notebook", "--", "exit", "3");
    const dyno = /--dyno (run\.\d+)/.exec(told)?.[1] ?? "";
    const log = () => heroku("logs", "-a", "notebook", "--dyno", dyno);
    await expect.poll(log, { timeout: 20_000 }).toContain("Process exited with status 3");
  });

  it("promotes along a pipeline", async () => {
    await heroku("pipelines:create", "shop", "-a", "notebook", "--stage", "staging");
    await heroku("pipelines:add", "shop", "-a", "other", "--stage", "production");
    expect(await heroku("pipelines:info", "shop")).toMatch(/notebook +staging\n.*other +production/s);
    await api("POST", "/teams", { name: "printers" });
    const transferred = ["pipelines:transfer", "printers", "--pipeline", "shop", "--confirm", "shop"];
    await heroku(...transferred);
    expect(await heroku("pipelines:info", "shop")).toMatch(/owner: +printers/);
    expect(await heroku("pipelines:promote", "-a", "notebook")).toMatch(/Promotion successful\nother: +succeeded/);
    const release = await see("/apps/other/releases/current");
    expect(release).toMatchObject({
      description: expect.stringMatching(/^Promote notebook v\d+/),
      status: "succeeded",
    });
  });

  it("shows the log", async () => {
    expect(await heroku("logs", "-a", "notebook", "--num", "50")).toMatch(/app\[api\]: [^\n]*Rollback to v5/);
  });

  it("takes it all down again", async () => {
    await heroku("addons:destroy", await addOnName(), "-a", "notebook", "--confirm", "notebook");
    expect(await see("/apps/notebook/config-vars")).toEqual({ S3_KEY: "one" });
    await heroku("apps:destroy", "-a", "notebook", "--confirm", "notebook");
    expect(await heroku("apps")).toMatch(/Collaborated Apps\n[\s\S]* other +printers@herokumanager\.com/);
  });
});

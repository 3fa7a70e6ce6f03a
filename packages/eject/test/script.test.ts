import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "../environment.ts";
import { filesOf } from "../index.ts";
import { quoted } from "../shell.ts";
import { whole } from "./environment.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eject-"));
  // In the place of Heroku's CLI: shows each argument as bash has understood it.
  writeFileSync(join(folder, "heroku"), `#!/bin/sh\nprintf '[%s]' "$@"\necho\n`);
  chmodSync(join(folder, "heroku"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(environment: Environment, name: "create.sh" | "start.sh" | "jobs.sh", variables: NodeJS.ProcessEnv) {
  const env = { PATH: `${folder}:${process.env.PATH}`, ...variables };
  const { stdout, stderr, status } = spawnSync("bash", ["--norc", "-c", filesOf(environment)[name] ?? ""], {
    env,
    encoding: "utf8",
  });
  return { stderr, status, lines: stdout.trim().split("\n") };
}

const SECRETS = {
  CONFIG_PATH: "own path",
  S3_KEY: `a "$b" 'c'`,
  with_dot: "2",
  CONFIG_with_dot: "1",
  LOG_DRAIN_URL: "https://logs.example.com",
  DATABASE_PASSWORD: "hidden",
};

test("create.sh makes everything that can be there before the code, each word as it was meant", () => {
  const { stderr, status, lines } = run(whole, "create.sh", SECRETS);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const [with_dot, withDot] = [/\[with\.dot=(\d)\]/, /\[with_dot=(\d)\]/].map((key) => key.exec(lines.join())?.[1]);
  expect([with_dot, withDot].sort()).toEqual(["1", "2"]);
  expect(lines.map((line) => line.replace(/\[with.dot=\d\]/g, "[with]"))).toEqual([
    "[apps:create][shop][--region][eu][--stack][heroku-24][--team][the-team][--buildpack][heroku/nodejs][--no-remote]",
    "[buildpacks:add][heroku/python][--app][shop]",
    "[addons:create][heroku-postgresql:standard-0][--as][DATABASE][--wait][--app][shop][--][--version=17][--password=hidden]",
    "[pg:backups:schedule][DATABASE_URL][--at][03:00 Europe/Berlin][--app][shop]",
    "[pg:wait][DATABASE][--app][shop]",
    "[data:maintenances:window:update][DATABASE][tuesday][02:30][--app][shop]",
    "[pg:credentials:create][DATABASE][--name][readonly][--app][shop]",
    "[pg:credentials:create][DATABASE][--name][writer][--app][shop]",
    "[addons:create][heroku-postgresql:standard-2][--as][FOLLOWER][--wait][--app][shop][--][--follow=DATABASE]",
    "[addons:create][heroku-redis:premium-0][--as][REDIS][--wait][--app][shop]",
    "[redis:wait][REDIS_URL][--app][shop]",
    "[redis:maxmemory][REDIS_URL][--policy][volatile-lru][--app][shop]",
    "[redis:timeout][REDIS_URL][--seconds][0][--app][shop]",
    "[redis:keyspace-notifications][REDIS_URL][--config][K$x][--app][shop]",
    "[data:maintenances:window:update][REDIS][sunday][02:30][--app][shop]",
    "[addons:create][memcachier:dev][--wait][--app][shop]",
    "[addons:create][ormongo:2-mmap][--wait][--app][shop]",
    "[addons:create][sendgrid:starter][--wait][--app][shop]",
    `[config:set][MOTTO=it's "$5" & \`more\`][DEBUG=0][PATH=own path][S3_KEY=a "$b" 'c'][with][with][--app][shop]`,
    "[domains:add][shop.example.com][--app][shop]",
    "[drains:add][https://logs.example.com][--app][shop]",
    "[pipelines:add][line][--stage][production][--app][shop]",
    "[addons:attach][shop::DATABASE][--as][DATABASE_READONLY][--credential][readonly][--app][shop]",
    "[addons:attach][shop::DATABASE][--as][LEDGER][--app][shop]",
    "[pg:connection-pooling:attach][DATABASE][--as][DATABASE_CONNECTION_POOL][--app][shop]",
    "[pg:wait][ARCHIVE][--app][shop]",
    "[pg:links:create][ARCHIVE][DATABASE][--as][archive][--app][shop]",
    "Now bring the code, such as with: heroku pipelines:promote --app shop-staging",
    "Then run jobs.sh, which is for each deployment, and start.sh.",
  ]);
});

test("start.sh does the rest, under another name where one is given", () => {
  expect(run(whole, "start.sh", { APP: "other" }).lines).toEqual([
    "[ps:scale][web=2:performance-m][redis=0:standard-1x][--app][other]",
    "[ps:autoscale:enable][--min][2][--max][6][--p95][500][--notifications][--app][other]",
    "[certs:auto:enable][--app][other]",
    "[features:enable][preboot][--app][other]",
    "[features:disable][http-session-affinity][--app][other]",
    "[maintenance:on][--app][other]",
  ]);
});

test("jobs.sh runs what each release of new code needs, and shows what ran once", () => {
  expect(run(whole, "jobs.sh", { APP: "other" }).lines).toEqual([
    `[run][--exit-code][--no-tty][--size][standard-2x][--app][other][--][python manage.py migrate --note "costs $5"]`,
    "[run][--exit-code][--no-tty][--app][other][--][python manage.py fill]",
  ]);
  expect(filesOf(whole)["jobs.sh"]).toMatch(/^# Ran once, and is done: heroku run .* -- "python manage\.py import"$/m);
});

test("where no release of new code needs a job, nothing speaks of jobs.sh", () => {
  const { jobs, ...others } = whole;
  const once = jobs.filter(({ isForEachRelease }) => !isForEachRelease);
  expect(run({ ...others, jobs: once }, "create.sh", SECRETS).lines.at(-1)).toBe("Then run start.sh.");
  expect(Object.keys(filesOf({ ...others, jobs: [] }))).not.toContain("jobs.sh");
});

test("after a rollback the code to bring is that of the release that runs, whatever was promoted since", () => {
  const told = (rolledBack: Environment["rolledBack"]) =>
    run({ ...whole, rolledBack }, "create.sh", { ...SECRETS, APP: "other" }).lines.at(-2);
  const code = "Now bring the code of v12 of shop, which the stack went back to, such as with: ";
  const commit = "0123456789abcdef0123456789abcdef01234567";
  expect(told({ version: 12, commit })).toBe(`${code}git push https://git.heroku.com/other.git ${commit}:main`);
  expect(told({ version: 12 })).toBe(`${code}git push https://git.heroku.com/other.git COMMIT:main`);
});

test("a secret that is missing stops the script before its first command", () => {
  const { S3_KEY, ...others } = SECRETS;
  const { status, stderr, lines } = run(whole, "create.sh", others);
  expect(S3_KEY).toBeDefined();
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/S3_KEY: holds config var S3_KEY/);
  expect(lines).toEqual([""]);
});

test("any text arrives as it is", () => {
  const isWord = (text: string) => !text.includes("\0");
  const texts = fc.sample(fc.string({ unit: "binary" }).filter(isWord), 500).map((text) => text.toWellFormed());
  const command = `printf '%s\\0' ${texts.map((text) => quoted(text)).join(" ")}`;
  const { stdout } = spawnSync("bash", ["--norc"], { input: command, encoding: "utf8" });
  expect(stdout.split("\0").slice(0, -1)).toEqual(texts);
});

const shellcheck = spawnSync("shellcheck", ["--version"]).status === 0;

describe.runIf(shellcheck)("ShellCheck finds nothing in", () => {
  test.each(["create.sh", "start.sh", "jobs.sh"])("%s", (name) => {
    const { stdout } = spawnSync("shellcheck", ["-"], { input: filesOf(whole)[name], encoding: "utf8" });
    expect(stdout).toBe("");
  });
});

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

function run(environment: Environment, name: "create.sh" | "start.sh", variables: NodeJS.ProcessEnv) {
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
    "[addons:create][heroku-redis:mini][--wait][--app][shop]",
    "[addons:create][memcachier:dev][--wait][--app][shop]",
    "[addons:create][ormongo:2-mmap][--wait][--app][shop]",
    "[addons:create][sendgrid:starter][--wait][--app][shop]",
    `[config:set][MOTTO=it's "$5" & \`more\`][DEBUG=0][PATH=own path][S3_KEY=a "$b" 'c'][with][with][--app][shop]`,
    "[domains:add][shop.example.com][--app][shop]",
    "[drains:add][https://logs.example.com][--app][shop]",
    "[pipelines:add][line][--stage][production][--app][shop]",
    "Now bring the code, such as with: heroku pipelines:promote --app shop-staging",
    "Then run start.sh.",
  ]);
});

test("start.sh does the rest, under another name where one is given", () => {
  expect(run(whole, "start.sh", { APP: "other" }).lines).toEqual([
    "[ps:scale][web=2:standard-1x][redis=0:standard-1x][--app][other]",
    "[certs:auto:enable][--app][other]",
    "[features:enable][preboot][--app][other]",
    "[features:disable][http-session-affinity][--app][other]",
    "[maintenance:on][--app][other]",
  ]);
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
  test.each(["create.sh", "start.sh"])("%s", (name) => {
    const { stdout } = spawnSync("shellcheck", ["-"], { input: filesOf(whole)[name], encoding: "utf8" });
    expect(stdout).toBe("");
  });
});

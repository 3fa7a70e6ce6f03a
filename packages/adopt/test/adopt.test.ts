import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { adopt } from "../index.ts";

const CANARY = "canary-secret-3e91";

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  // A one-off dyno is there for three times as long as an add-on takes.
  sandbox = await startSandbox({ options: ["--provision-ms", "20000"] });
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  await api("POST", "/apps", { name: "old-shop" });
  await api("PATCH", "/apps/old-shop/config-vars", { S3_KEY: CANARY });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

async function api<T = unknown>(method: string, path: string, body?: object): Promise<T> {
  const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: "Bearer key" };
  const answer = await fetch(sandbox.url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Something in the place of Pulumi that notes its arguments, and fails where they match. */
function adoptWith(failing: string, app = "old-shop") {
  const pulumi = join(folder, "pulumi");
  const log = join(folder, "log");
  writeFileSync(pulumi, `#!/bin/sh\ncat >"$0.input"\necho "$*" >>${log}\ncase "$*" in ${failing}) exit 3;; esac\n`, {
    mode: 0o755,
  });
  rmSync(log, { force: true });
  const env = { ...process.env, HEROKU_API_URL: sandbox.url, HEROKU_API_KEY: "key" };
  const into = join(folder, "adopted");
  const adopted = adopt({ app, into, root: folder, plain: [] }, { pulumi, env });
  return { adopted, into, commands: () => readFileSync(log, "utf8").trim().split("\n") };
}

test("a secret goes to Pulumi's standard input, and into no argument and no file", async () => {
  const { adopted, into, commands } = adoptWith("nothing");
  const { files, stack } = await adopted;
  expect(stack).toBe("production");
  expect(commands()).toEqual([
    "--non-interactive stack init production",
    "--non-interactive config set --secret --stack production S3_KEY",
  ]);
  expect(readFileSync(join(folder, "pulumi.input"), "utf8")).toBe(`${CANARY}\n`);
  for (const file of files) expect(readFileSync(join(into, file), "utf8")).not.toContain(CANARY);
  rmSync(into, { recursive: true });
});

test("where a secret can't be set, neither the folder nor the stack is left", async () => {
  const { adopted, into, commands } = adoptWith('*"config set"*');
  await expect(adopted).rejects.toThrow(/config set --secret --stack production S3_KEY ended with 3/);
  expect(commands().at(-1)).toBe("--non-interactive stack rm --yes --stack production");
  expect(existsSync(into)).toBe(false);
});

test("a rollback and a one-off dyno that runs are no part of the app: it is adopted as it runs now", async () => {
  const of = "/apps/shop-that-went-back";
  await api("POST", "/apps", { name: "shop-that-went-back" });
  const deploy = async (process_types: object) => {
    const { id: slug } = await api<{ id: string }>("POST", `${of}/slugs`, { process_types });
    return api<{ id: string }>("POST", `${of}/releases`, { slug });
  };
  const { id: release } = await deploy({ web: "serve" });
  await deploy({ web: "serve", newer: "work" });
  await api("POST", `${of}/releases`, { release });
  const { name } = await api<{ name: string }>("POST", `${of}/dynos`, { command: "migrate" });
  const { adopted, into } = adoptWith("nothing", "shop-that-went-back");
  const { leftAlone } = await adopted;
  expect((await api<{ name: string }[]>("GET", `${of}/dynos`)).map((dyno) => dyno.name)).toContain(name);
  const { config } = parse(readFileSync(join(into, "Pulumi.production.yaml"), "utf8")) as { config: object };
  expect(Object.keys(config)).not.toContain("shop-that-went-back:rollbackTo");
  expect(config).toMatchObject({ "shop-that-went-back:formation": { web: { quantity: 1, size: "basic" } } });
  expect(Object.keys((config as Record<string, object>)["shop-that-went-back:formation"] ?? {})).toEqual(["web"]);
  expect(leftAlone).toEqual([expect.stringMatching(/^The code that runs: releases happen/)]);
  rmSync(into, { recursive: true });
});

test("a key that may not read credentials adopts the app all the same", async () => {
  await api("POST", "/apps", { name: "shop-with-database" });
  const addOn = { plan: "heroku-postgresql:standard-0" };
  const { id } = await api<{ id: string }>("POST", "/apps/shop-with-database/addons", addOn);
  await api("POST", `/addons/${id}/actions/provision`);
  await api("PUT", "/_sandbox/faults", [{ method: "GET", path: "/credentials$", kind: "status", status: 403 }]);
  const { adopted, into } = adoptWith("nothing", "shop-with-database");
  expect((await adopted).leftAlone).toContainEqual(expect.stringMatching(/^Credentials of \S+ beside the default one/));
  rmSync(into, { recursive: true });
  await api("PUT", "/_sandbox/faults", []);
});

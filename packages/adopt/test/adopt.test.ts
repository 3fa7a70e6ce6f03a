import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adopt } from "../index.ts";

const CANARY = "canary-secret-3e91";

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  await api("POST", "/apps", { name: "old-shop" });
  await api("PATCH", "/apps/old-shop/config-vars", { S3_KEY: CANARY });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

async function api(method: string, path: string, body: object): Promise<void> {
  const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: "Bearer key" };
  const answer = await fetch(sandbox.url + path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
}

/** Something in the place of Pulumi that notes its arguments, and fails where they match. */
function adoptWith(failing: string) {
  const pulumi = join(folder, "pulumi");
  const log = join(folder, "log");
  writeFileSync(pulumi, `#!/bin/sh\ncat >"$0.input"\necho "$*" >>${log}\ncase "$*" in ${failing}) exit 3;; esac\n`, {
    mode: 0o755,
  });
  rmSync(log, { force: true });
  const env = { ...process.env, HEROKU_API_URL: sandbox.url, HEROKU_API_KEY: "key" };
  const into = join(folder, "adopted");
  const adopted = adopt({ app: "old-shop", into, root: folder, plain: [] }, { pulumi, env });
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

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let clone: string;

beforeAll(() => {
  clone = join(mkdtempSync(join(tmpdir(), "bare-clone-")), "clone");
  execFileSync("git", ["clone", "--quiet", ROOT, clone]);
});
afterAll(() => rmSync(join(clone, ".."), { recursive: true, force: true }));

/** `npm start` in the clone, killed with everything it started once its output has `killAt`. */
async function npmStart(killAt?: RegExp): Promise<{ status: number | null; output: string }> {
  const { HEROKU_API_URL: _, HEROKU_API_KEY: __, PULUMI_BACKEND_URL: ___, ...env } = process.env;
  const child = spawn("npm", ["start"], {
    cwd: clone,
    env: { ...env, CI: "true" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const more = (text: string) => {
    output += text;
    if (killAt?.test(output) && child.pid) process.kill(-child.pid, "SIGKILL");
  };
  child.stdout.setEncoding("utf8").on("data", more);
  child.stderr.setEncoding("utf8").on("data", more);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, output };
}

test("npm start, killed in the middle of applying staging, has ended", async () => {
  const { status, output } = await npmStart(/HerokuApp.*creating|App site created/);
  expect(output).toMatch(/Applying staging/);
  expect(status).not.toBe(0);
});

test("the moment of the kill may have been in the middle of a write", () => {
  const stacks = join(clone, ".sandbox/state/.pulumi/stacks/consumer-notebook");
  for (const name of ["staging.json", "staging.json.attrs"]) truncateSync(join(stacks, name));
});

test("the next npm start previews, applies and previews both stacks again, with no change left", async () => {
  const { status, output } = await npmStart();
  expect(status, output).toBe(0);
  for (const stack of ["staging", "production"]) {
    expect(output).toMatch(new RegExp(`Nothing left to change in ${stack}`));
  }
  const config = execFileSync("npx", ["pulumi", "config", "--show-secrets", "--json", "--stack", "staging"], {
    cwd: clone,
  });
  const secrets = Object.values(JSON.parse(String(config)) as Record<string, { value: string; secret: boolean }>)
    .filter(({ secret }) => secret)
    .map(({ value }) => value);
  expect(secrets).toHaveLength(4);
  for (const secret of secrets) expect(output.includes(secret)).toBe(false);
});

test("a further npm start right after shows no change anywhere", async () => {
  const { status, output } = await npmStart();
  expect(status, output).toBe(0);
  expect(output).not.toMatch(/^\s*[+~-]+ {1,2}\S.*(creat|updat|delet|replac)/m);
  expect(output).not.toMatch(/\d+ to (create|update|delete|replace)|[1-9]\d* (created|updated|deleted|replaced)/);
});

// `node test/support/earlier/write.ts COMMIT`: what `npm start` of an earlier version leaves of both stacks, kept for
// test/e2e/earlier-state.all.test.ts. For each release: run it with the release's commit, and commit the archive.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ToolchainError } from "@consumer-notebook/toolchain";
import { create } from "tar";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../../..");

/** Where `npm start` works, and where a test's project has the same. */
const PARTS = {
  ".sandbox/state/.pulumi/meta.yaml": ".pulumi/meta.yaml",
  ".sandbox/state/.pulumi/stacks/consumer-notebook/staging.json": ".pulumi/stacks/consumer-notebook/staging.json",
  ".sandbox/state/.pulumi/stacks/consumer-notebook/production.json": ".pulumi/stacks/consumer-notebook/production.json",
  ".sandbox/data/sandbox.db": "sandbox-data/sandbox.db",
  "Pulumi.staging.yaml": "Pulumi.staging.yaml",
  "Pulumi.production.yaml": "Pulumi.production.yaml",
  examples: "examples",
} as const;

const [commit] = process.argv.slice(2);
if (!commit) throw new ToolchainError("Name the commit whose state is to be kept.");
const folder = mkdtempSync(join(tmpdir(), "earlier-"));
const [clone, kept] = [join(folder, "clone"), join(folder, "kept")];
const git = (cwd: string, ...args: string[]) => execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
git(folder, "clone", "--quiet", ROOT, clone);
git(clone, "checkout", "--quiet", commit);
const { HEROKU_API_URL: _, HEROKU_API_KEY: __, PULUMI_BACKEND_URL: ___, ...env } = process.env;
execFileSync("npm", ["start"], { cwd: clone, env: { ...env, CI: "true" }, stdio: ["ignore", 2, 2] });
for (const [from, to] of Object.entries(PARTS)) {
  mkdirSync(dirname(join(kept, to)), { recursive: true });
  cpSync(join(clone, from), join(kept, to), { recursive: true });
  // Where a resource was declared is of no use to anybody else.
  if (to.endsWith(".json")) writeFileSync(join(kept, to), readFileSync(join(kept, to), "utf8").replaceAll(clone, ""));
}
const archive = join(HERE, `${git(clone, "rev-parse", "--short=7", "HEAD")}.tar.gz`);
await create({ gzip: { level: 9 }, file: archive, cwd: kept, portable: true }, [...new Set(Object.values(PARTS))]);
rmSync(folder, { recursive: true, force: true });
console.log(archive);

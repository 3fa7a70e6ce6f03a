import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doctor, ROOT } from "./support.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing is installed, nothing is on PATH, and no variable says anything. */
const bare = () => ({ PATH: join(folder, "nothing"), HOME: folder });

test("where next to nothing is there, each check fails by itself", async () => {
  const root = join(folder, "bare");
  for (const name of ["packages/doctor", "packages/toolchain", "package-lock.json"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  const { status, findings, wrong, output } = await doctor(root, bare(), root);
  expect(status, output).toBe(1);
  expect(findings.find(({ check }) => check === "Node")).toMatchObject({ level: "ok" });
  expect(wrong("Dependencies")).toEqual(["problem: are not installed | npm ci"]);
  expect(wrong("git")).toEqual([expect.stringContaining("problem: can't be run | install git")]);
  for (const check of ["Pulumi", "Heroku", "Backend", "Stack files"])
    expect(wrong(check)).toEqual(["warning: not looked at, as dependencies are missing | npm ci"]);
});

test("with an old Node and no other one it says so", async () => {
  const root = join(folder, "old");
  for (const name of ["packages/doctor", "packages/toolchain"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  const old = 'Object.defineProperty(process.versions, "node", { value: "20.12.0" })';
  const args = ["--import", `data:text/javascript,${old}`, join(root, "packages/doctor/bin/doctor.mjs")];
  const { status, stdout } = await run(process.execPath, args, root, { env: bare() });
  expect(stdout).toMatch(
    /^problem {2}Node: This is Node 20\.12\.0, .*\n {9}To mend it: npm ci .*\n\n1 problem, 0 warnings, 0 ok\.\n$/,
  );
  expect(status).toBe(1);
});

test("without Pulumi, Go, backend, passphrase and readable project file it names each", async () => {
  const root = join(folder, "lacking");
  mkdirSync(root);
  for (const name of ["package-lock.json", "Pulumi.staging.yaml"]) cpSync(join(ROOT, name), join(root, name));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  writeFileSync(join(root, "Pulumi.yaml"), "description: no name\n");
  const { status, wrong } = await doctor(root, { ...bare(), HEROKU_API_URL: "no address" });
  expect(status).toBe(1);
  expect(wrong("Pulumi")).toEqual([
    expect.stringMatching(/^warning: there is no Pulumi CLI .* Go is missing \| npm start, or/),
  ]);
  expect(wrong("Heroku")).toEqual([expect.stringContaining("HEROKU_API_URL is not the address of a Platform API")]);
  expect(wrong("Backend")).toEqual([
    expect.stringContaining("problem: PULUMI_BACKEND_URL is not set, and nobody is logged in"),
  ]);
  expect(wrong("Passphrase")).toEqual([expect.stringContaining("problem: neither PULUMI_CONFIG_PASSPHRASE nor")]);
  expect(wrong("Stack files")).toEqual(["problem: could not be looked at: Pulumi.yaml has no name"]);
});

test("a generated file that is not current is named", async () => {
  const root = join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", "--shared", ROOT, root]);
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  appendFileSync(join(root, "components/generated/stack-file.schema.json"), "\n");
  const { wrong } = await doctor(root, { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") });
  expect(wrong("Generated files")).toEqual([
    "problem: not current: components/generated/stack-file.schema.json | npm run generate",
  ]);
}, 60_000);

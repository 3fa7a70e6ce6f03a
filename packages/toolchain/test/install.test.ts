import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { installDependencies, isInstalled } from "../bin/support/install.mjs";
import { executable, folder } from "./support.ts";

const LOCK = {
  "": { name: "root" },
  "packages/one": { version: "0.1.0" },
  "node_modules/one": { resolved: "packages/one", link: true },
  "node_modules/zod": { version: "4.6.7", integrity: "sha512-a" },
  "node_modules/node-linux-riscv": { version: "24.0.0", integrity: "sha512-b", optional: true },
};
const INSTALLED = { "node_modules/one": LOCK["node_modules/one"], "node_modules/zod": LOCK["node_modules/zod"] };

function clone(installed?: object | string): string {
  const root = folder();
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: LOCK }));
  if (!installed) return root;
  mkdirSync(join(root, "node_modules"));
  const text = typeof installed === "string" ? installed : JSON.stringify({ packages: installed });
  writeFileSync(join(root, "node_modules", ".package-lock.json"), text);
  return root;
}

describe("what is installed", () => {
  test("is enough without the optional packages of other machines", () => {
    expect(isInstalled(clone(INSTALLED))).toBe(true);
  });

  test.each([
    ["nothing", undefined],
    ["an install that was killed while it wrote its list", '{"packages": {'],
    ["a package that is missing", { "node_modules/one": LOCK["node_modules/one"] }],
    ["another version", { ...INSTALLED, "node_modules/zod": { version: "4.6.6", integrity: "sha512-a" } }],
    ["other contents", { ...INSTALLED, "node_modules/zod": { version: "4.6.7", integrity: "sha512-x" } }],
  ])("is not enough with %s", (_, installed) => {
    expect(isInstalled(clone(installed))).toBe(false);
  });
});

describe("npm ci", () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  afterEach(() => stderr.mockClear());

  const npm = (status: number) => {
    const bin = folder();
    executable(join(bin, "npm"), `#!/bin/sh\necho "$PATH" > npm-path\nexit ${status}\n`);
    return bin;
  };

  test("is not run where all is installed", () => {
    expect(() => installDependencies(clone(INSTALLED), { PATH: npm(1) })).not.toThrow();
    expect(stderr).not.toHaveBeenCalled();
  });

  test("says that it failed", () => {
    expect(() => installDependencies(clone(), { PATH: npm(1) })).toThrow(/`npm ci` failed/);
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining("Installing what package-lock.json lists"));
  });

  test("does not run with the Node that it is about to replace", () => {
    const [root, bin] = [clone(), npm(0)];
    installDependencies(root, { PATH: `${root}/node_modules/.bin:${bin}` });
    expect(readFileSync(join(root, "npm-path"), "utf8").trim()).toBe(bin);
  });
});

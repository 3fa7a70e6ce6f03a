import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { filesOf } from "../index.ts";
import { whole } from "./environment.ts";

const PAGE = readFileSync(fileURLToPath(new URL("../../../docs/how-to/leave.md", import.meta.url)), "utf8");

test("the page's steps for Heroku make and start the app under another name", () => {
  const folder = mkdtempSync(join(tmpdir(), "leave-"));
  for (const [name, text] of Object.entries(filesOf(whole))) writeFileSync(join(folder, name), text, { mode: 0o755 });
  for (const name of ["heroku", "git"])
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*"\n`, { mode: 0o755 });
  const steps = /```\n(cp env\.example[\s\S]+?)```/.exec(PAGE)?.[1] ?? "";
  const { stdout, stderr, status } = spawnSync("bash", ["--norc", "-ec", steps], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env.PATH}` },
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^heroku apps:create another-name .*^git push \S+another-name\.git .*^heroku ps:scale /ms);
  expect(stdout).not.toMatch(/--app (?!another-name|shop-staging)/);
  rmSync(folder, { recursive: true });
});

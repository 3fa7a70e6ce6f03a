import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandsOf } from "../../../test/support/page.ts";
import { filesOf } from "../index.ts";
import { whole } from "./environment.ts";

test("the page's steps for Heroku make and start the app under another name", () => {
  const folder = mkdtempSync(join(tmpdir(), "leave-"));
  for (const [name, text] of Object.entries(filesOf(whole))) writeFileSync(join(folder, name), text, { mode: 0o755 });
  for (const name of ["heroku", "git"])
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*"\n`, { mode: 0o755 });
  const steps = commandsOf("docs/how-to/leave.md", "At Heroku, by hand").join("\n");
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

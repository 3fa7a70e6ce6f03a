import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { executable } from "./support/files.ts";
import { jobAt, ROOT, runStep, runsOf } from "./support/steps.ts";

const folder = mkdtempSync(join(tmpdir(), "ci-"));
afterEach(() => rmSync(folder, { recursive: true }));

test("the step of ci.yml runs the tests, and ends as they do", async () => {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  executable(join(bin, "npm"), '#!/bin/sh\necho "npm $*"\nexit 3\n');
  executable(join(bin, "dpkg-query"), "#!/bin/sh\necho installed\n");
  const job = jobAt("ci.yml test");
  const [run = ""] = runsOf(job);
  const { status, output } = await runStep(run, ROOT, { PATH: `${bin}:${process.env.PATH}`, SHARD: "2" });
  expect([status, output]).toEqual([3, "npm test -- --all --shard 2/4\n"]);
});

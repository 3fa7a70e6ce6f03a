import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runPreview } from "../preview/run.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "review-test-"));
  vi.stubEnv("TMPDIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A script in the place of Pulumi; its last argument is where the plan goes. */
function preview(script: string, refresh = false) {
  const pulumi = join(folder, "pulumi");
  writeFileSync(pulumi, `#!/bin/sh\nfor plan; do :; done\n${script}\n`);
  chmodSync(pulumi, 0o755);
  return runPreview({ pulumi, env: process.env }, { stack: "staging", refresh });
}

test("the digest comes from standard output, and the plan through a pipe that is gone afterwards", async () => {
  const got = await preview('test -p "$plan" && echo "$@"; head -c 300000 /dev/zero | tr "\\0" x > "$plan"', true);
  expect(got.status).toBe(0);
  expect(got.digest).toMatch(
    /^preview --non-interactive --stack staging --json --show-sames --show-replacement-steps --refresh /,
  );
  expect(got.plan).toHaveLength(300_000);
  expect(readdirSync(folder)).toEqual(["pulumi"]);
});

test("a preview that failed has no plan, and keeps nobody waiting for one", async () => {
  expect(await preview("echo broken; exit 255")).toEqual({ status: 255, digest: "broken\n", plan: "" });
});

test("asked to end, it ends the preview", async () => {
  const running = preview('trap "exit 130" TERM; echo begun; while :; do sleep 0.05; done');
  await vi.waitFor(() => expect(process.listenerCount("SIGHUP")).toBe(1));
  process.emit("SIGHUP");
  expect((await running).status).not.toBe(0);
  expect(process.listeners("SIGHUP")).toEqual([]);
});

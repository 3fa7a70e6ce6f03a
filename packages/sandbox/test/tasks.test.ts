import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { manualClock } from "../clock.ts";
import { testSandbox } from "./support/client.ts";
import { type Release, withPendingRelease } from "./support/pending-release.ts";

it("what was due while nobody asked happened at its own time, in order", async () => {
  const { heroku, clock } = await withPendingRelease(testSandbox());
  clock.advance(100);
  await heroku.patch("/apps/notebook/config-vars", { A: "1" });
  clock.advance(3_600_000);
  const { body } = await heroku.get<Release[]>("/apps/notebook/releases");
  const [deployed, configured] = body.slice(-2);
  expect(deployed).toMatchObject({ status: "succeeded", current: false, updated_at: "2026-01-05T09:00:00Z" });
  expect(configured).toMatchObject({ status: "succeeded", current: true, updated_at: "2026-01-05T09:00:00Z" });
});

it("what is under way goes on after a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
  const clock = manualClock();
  const before = testSandbox({ dataDir, clock });
  await withPendingRelease(before);
  await before.sandbox.close();
  clock.advance(300);
  const after = testSandbox({ dataDir, clock });
  const { body } = await after.heroku.get<Release>("/apps/notebook/releases/3");
  expect(body).toMatchObject({ status: "succeeded", current: true });
  await after.sandbox.close();
  rmSync(dataDir, { recursive: true });
});

import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scale } from "../scale/scale.ts";

const FORMATION = {
  type: "heroku:index:Formation",
  urn: "urn:pulumi:staging::consumer-notebook::heroku:index:Formation::site",
  outputs: { processes: { web: { quantity: 1, size: "standard-1x" } }, monthlyCents: 2500 },
};
const EXPORT = JSON.stringify({ deployment: { resources: [FORMATION] } });
const LOCKED =
  "error: the stack is currently locked by 1 lock(s). Either wait or delete it with `pulumi cancel`.\n" +
  "  file:///state: created by op@host (pid 7) at 2026-11-26T02:00:08Z";

/** A folder with a stack file, and a Pulumi of which these `up`s are refused because somebody holds the lock. */
function placeWith(refused: number[], web = "quantity: 1, size: standard-1x") {
  const folder = mkdtempSync(join(tmpdir(), "scale-test-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: consumer-notebook\n");
  const formation = `{ web: { ${web} } }`;
  writeFileSync(join(folder, "Pulumi.staging.yaml"), `config:\n  consumer-notebook:formation: ${formation}\n`);
  const ups = join(folder, "ups");
  writeFileSync(
    join(folder, "pulumi"),
    `#!/bin/sh
[ "$3" = export ] && { echo '${EXPORT}'; exit; }
echo "$@" >> ${ups}
case " ${refused.join(" ")} " in *" $(wc -l < ${ups}) "*) printf '%s' '${LOCKED}' >&2; exit 255;; esac
`,
  );
  chmodSync(join(folder, "pulumi"), 0o755);
  process.chdir(folder);
  return { pulumi: join(folder, "pulumi"), env: process.env };
}

const order = { stack: "staging", wanted: [{ type: "web", quantity: 3 }], forMs: 1 };
const run = async (refused: number[]) => {
  const said: string[] = [];
  const isDone = await scale(order, placeWith(refused), (line) => said.push(line), new AbortController().signal);
  return { isDone, said };
};

test("the way back waits for whoever is at work on the stack by then", async () => {
  const { isDone, said } = await run([2]);
  expect(isDone).toBe(true);
  expect(said).toContain("staging is locked by op@host (pid 7); trying again until it has ended.");
  expect(said.at(-1)).toMatch(/^staging runs web=1 \(standard-1x\) again\./);
});

test("nothing is scaled where somebody is at work on the stack", async () => {
  await expect(run([1])).rejects.toThrow("Nothing was scaled: somebody else is at work on the stack.");
});

test("what Heroku scales by itself is not scaled by hand", async () => {
  const web = "size: performance-m, autoscaling: { minimum: 2, maximum: 6 }";
  const scaled = scale(order, placeWith([], web), () => {}, new AbortController().signal);
  await expect(scaled).rejects.toThrow(
    "Pulumi.staging.yaml has Heroku scale web by itself; change formation.web.autoscaling there.",
  );
});

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { stateFolder } from "@consumer-notebook/toolchain";
import { describe, expect, test } from "vitest";
import { afterwards, executable, folder } from "../../toolchain/test/support.ts";
import { bringUp } from "../environments.ts";
import { Story } from "../story.ts";

/**
 * Notes its arguments; `stack export` prints the file `state`; a command fails whose name (`up`) is in the file `fails`, with a
 * reason in the form that `--json` has. A preview that saves a plan finds nothing to do.
 */
const PULUMI = `#!/bin/sh
echo "$@" >> calls
case "$*" in
  "stack export"*) cat state; [ "$4" = production ] && echo '{}' > state;;
  *--save-plan*) for plan; do :; done; echo '{}'; echo '{}' > "$plan";;
esac
[ -f fails ] && read -r name < fails && [ "$1" = "$name" ] && {
  : > fails
  echo '{"diagnosticEvent":{"severity":"debug","message":"quotes hunter2"}}'
  echo '{"diagnosticEvent":{"urn":"urn:pulumi:s::p::t::site-cache","severity":"error","message":"no such plan"}}'
  exit 255
}
exit 0
`;
const CLEAN = "{}";
const INTERRUPTED = JSON.stringify({ deployment: { pending_operations: [{ type: "creating" }] } });

async function tour({ state = CLEAN, fails = "", verbose = false }) {
  const root = folder();
  const sandbox = join(root, ".sandbox");
  mkdirSync(stateFolder(sandbox), { recursive: true });
  writeFileSync(join(root, "state"), state);
  if (fails) writeFileSync(join(root, "fails"), `${fails}\n`);
  const resets: string[] = [];
  const server = createServer((request, response) => {
    resets.push(`${request.method} ${request.url}`);
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  afterwards(() => server.close());
  const said: string[] = [];
  const workspace = {
    root,
    folder: sandbox,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pulumi: executable(join(root, "pulumi"), PULUMI),
    env: { PATH: "/usr/bin:/bin", REVIEW_KEY: "key" },
    hold: 2,
  };
  const calls = () =>
    readFileSync(join(root, "calls"), "utf8")
      .trim()
      .split("\n")
      .map((line) =>
        line.replace(/ --(non-interactive|suppress-progress|color never|json$|json --show-sames .*)/g, ""),
      );
  const run = () => {
    // The review finds its project where it is called.
    const before = process.cwd();
    process.chdir(root);
    const story = new Story((line) => said.push(line));
    story.begin("set up");
    return bringUp(workspace, { story, verbose }).finally(() => process.chdir(before));
  };
  return { run, calls, resets, said };
}

const PREPARED = ["staging", "production"].flatMap((stack) => [
  `stack select ${stack} --create`,
  `stack export --stack ${stack}`,
]);
const APPLIED = ["staging", "production"].flatMap((stack) => [
  `preview --stack ${stack}`,
  `up --stack ${stack} --yes --skip-preview`,
]);
const UNCHANGED = ["staging", "production"].map((stack) => `preview --stack ${stack}`);

describe("npm start", () => {
  test("previews and applies staging, then production, and previews both again", async () => {
    const { run, calls, said } = await tour({});
    await run();
    expect(calls()).toEqual([...PREPARED, "stack select staging", ...APPLIED, ...UNCHANGED]);
    expect(said.filter((line) => /^\n?Step/.test(line))).toEqual([
      "\nStep 1 of 6: set up ...",
      "Step 2 of 6: preview staging (npx pulumi preview --stack staging) ...",
      "Step 3 of 6: apply staging (npx pulumi up --stack staging) ...",
      "Step 4 of 6: preview production (npx pulumi preview --stack production) ...",
      "Step 5 of 6: apply production (npx pulumi up --stack production) ...",
      "Step 6 of 6: preview both again (npx pulumi preview --stack NAME) ...",
    ]);
  });

  test("shows Pulumi's own output instead with --verbose", async () => {
    const { run, calls } = await tour({ verbose: true });
    await run();
    const stacks = ["staging", "production"];
    expect(calls().slice(-6)).toEqual([
      ...stacks.flatMap((stack) => [`preview --stack ${stack} --diff`, `up --stack ${stack} --yes --skip-preview`]),
      ...stacks.map((stack) => `preview --stack ${stack} --expect-no-changes`),
    ]);
  });

  test("stops at the first step that fails, tells Pulumi's reason, and says what to do", async () => {
    const { run, calls, resets, said } = await tour({ fails: "up" });
    await expect(run()).rejects.toThrow(
      "Step 3 of 6 failed: it ended with status 255. Mend what is said above\nand run `npm start` again.",
    );
    expect(said.slice(-2)).toEqual(["  Pulumi says:", "    site-cache: no such plan"]);
    expect(calls().at(-1)).toBe("up --stack staging --yes --skip-preview");
    expect(resets).toEqual([]);
  });

  test("after an interruption it looks at what had been made, and goes on", async () => {
    const { run, calls, resets } = await tour({ state: INTERRUPTED });
    await run();
    expect(calls()).toContain("refresh --stack staging --yes --skip-preview --clear-pending-creates");
    expect(calls().slice(-6)).toEqual([...APPLIED, ...UNCHANGED]);
    expect(resets).toEqual([]);
  });

  test("says how to begin anew where not even that can be looked at", async () => {
    const { run } = await tour({ state: INTERRUPTED, fails: "refresh" });
    await expect(run()).rejects.toThrow(
      "That failed: it ended with status 255.\n  site-cache: no such plan\n" +
        "`rm -rf .sandbox && npm start` begins with an empty sandbox.",
    );
  });

  test("begins anew where what an interrupted run made is in the way", async () => {
    const { run, calls, resets } = await tour({ state: INTERRUPTED, fails: "up" });
    await run();
    expect(resets).toEqual(["POST /_sandbox/reset"]);
    const forgotten = ["production", "staging"].map(
      (name) => `stack rm --stack ${name} --yes --force --preserve-config`,
    );
    expect(calls().slice(-13)).toEqual([...forgotten, ...PREPARED, "stack select staging", ...APPLIED, ...UNCHANGED]);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stateFolder } from "../environment.ts";
import { bringUp } from "../start/environments.ts";
import { afterwards, executable, folder } from "./support.ts";

/** Notes its arguments; `stack export` prints the file `state`; a command fails whose name (`up`) is in the file `fails`. */
const PULUMI = `#!/bin/sh
echo "$@" >> calls
case "$*" in "stack export"*) cat state; [ "$4" = production ] && echo '{}' > state;; esac
[ -f fails ] && read -r name < fails && [ "$1" = "$name" ] && { : > fails; exit 255; }
exit 0
`;
const CLEAN = "{}";
const INTERRUPTED = JSON.stringify({ deployment: { pending_operations: [{ type: "creating" }] } });

async function tour({ state = CLEAN, fails = "" }) {
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
    env: { PATH: "/usr/bin:/bin" },
    hold: 2,
  };
  const calls = () =>
    readFileSync(join(root, "calls"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.replace(/ --(non-interactive|suppress-progress|color never)/g, ""));
  return { run: () => bringUp(workspace, (line) => said.push(line)), calls, resets, said };
}

const PREPARED = ["staging", "production"].flatMap((stack) => [
  `stack select ${stack} --create`,
  `stack export --stack ${stack}`,
]);
const APPLIED = ["staging", "production"].flatMap((stack) => [
  `preview --stack ${stack} --diff`,
  `up --stack ${stack} --yes --skip-preview`,
]);
const UNCHANGED = ["staging", "production"].map((stack) => `preview --stack ${stack} --expect-no-changes`);

describe("npm start", () => {
  test("previews and applies staging, then production, and previews both again", async () => {
    const { run, calls, said } = await tour({});
    await run();
    expect(calls()).toEqual([...PREPARED, "stack select staging", ...APPLIED, ...UNCHANGED]);
    expect(said[0]).toBe("\n== What staging would change\n$ npx pulumi preview --stack staging --diff\n");
  });

  test("stops at the first step that fails, and says which and what to do", async () => {
    const { run, calls, resets } = await tour({ fails: "up" });
    await expect(run()).rejects.toThrow(
      "`npx pulumi up --stack staging --yes --skip-preview` failed (it ended with status 255); its reason is above. " +
        "Mend that and run `npm start` again; `rm -rf .sandbox` begins with an empty sandbox.",
    );
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

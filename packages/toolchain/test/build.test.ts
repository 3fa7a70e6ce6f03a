import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { PULUMI_VERSION } from "../versions.ts";
import { goodGo, machine } from "./support.ts";

describe("building from source", () => {
  test("makes the CLI, its host and the launcher that leaves TypeScript to Node, and says first how long that takes", async () => {
    const { locate, built, said } = machine(goodGo());
    expect(await locate()).toBe(join(built, "pulumi"));
    expect(readdirSync(built).sort()).toEqual([
      "manifest.json",
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-language-nodejs-3.68.0",
    ]);
    expect(readFileSync(join(built, "pulumi-language-nodejs"), "utf8")).toContain('-typescript=false "$@"');
    expect(said.slice(-2)).toEqual([
      expect.stringMatching(/^Building Pulumi's CLI and Node host \(once; about \d minutes on two cores\) \.\.\.$/),
      expect.stringMatching(/^ {2}done in /),
    ]);
  });

  test("a second run calls nothing and says nothing", async () => {
    const { locate, builds, versionsAsked, said } = machine(goodGo());
    await locate();
    const before = [builds(), versionsAsked(), said.length];
    await locate();
    expect([builds(), versionsAsked(), said.length]).toEqual(before);
  });

  test("two at once build once", async () => {
    const { locate, builds } = machine(goodGo());
    expect(new Set(await Promise.all([locate(), locate()])).size).toBe(1);
    expect(builds()).toBe(2); // The CLI and its host.
  });

  test("a builder that was killed is cleared away", async () => {
    const { locate, built } = machine(goodGo());
    const [leftover, lock] = [`${built}.making-4711`, `${built}.lock`];
    for (const made of [leftover, lock]) mkdirSync(made, { recursive: true });
    utimesSync(lock, new Date(0), new Date(0));
    await locate();
    expect(readdirSync(dirname(built)).filter((name) => name.startsWith("pulumi-"))).toHaveLength(1);
  });

  test("a build that fails shows Go's last words, ends the other one and leaves nothing", async () => {
    const failing = `#!/bin/sh
[ "$1" = version ] && exit
case "$PWD" in */cli) echo "checksum mismatch" >&2; exit 1; esac
exec /bin/sleep 60
`;
    const { locate, built } = machine(failing);
    await expect(locate()).rejects.toThrow(
      /Building pulumi with Go failed:\nchecksum mismatch\nInstall Pulumi [\d.]+ or newer/,
    );
    expect(existsSync(built)).toBe(false);
  });

  test.each([
    ["says another version", "3.1.0", "says that it is 3.1.0"],
    ["says none", "oops", "can't be run"],
  ])("a CLI that %s is not kept", async (_, version, complaint) => {
    const { locate, built } = machine(goodGo(version));
    await expect(locate()).rejects.toThrow(
      `The Pulumi CLI that was made ${complaint}; ${PULUMI_VERSION} was expected.`,
    );
    expect(existsSync(built)).toBe(false);
  });

  test("without Go there is one error that says what to install", async () => {
    const { locate } = machine(undefined);
    await expect(locate()).rejects.toThrow(
      /on PATH or in ~\/\.pulumi\/versions, .* without Go it can't be built\.\nInstall Pulumi .*\nOr install Go 1\.21/,
    );
  });
});

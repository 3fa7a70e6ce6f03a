import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { recipeHash } from "../build.ts";
import { locatePulumi } from "../pulumi-cli.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { executable, folder } from "./support.ts";

const NOWHERE = { archive: "http://127.0.0.1:1/pulumi.tar.gz", checksums: "http://127.0.0.1:1/SHA512SUMS" };

const GOOD_GO = `#!/bin/sh
echo "$1" >> "$GO_CALLS"
while [ $# -gt 0 ]; do [ "$1" = -o ] && echo made > "$2"; shift; done
exit 0
`;

function machine(go: string | undefined) {
  const [bin, cache] = [folder(), folder()];
  if (go) executable(join(bin, "go"), go);
  const calls = join(bin, "calls");
  const said: string[] = [];
  const env = { PATH: bin, XDG_CACHE_HOME: cache, GO_CALLS: calls };
  return {
    locate: () => locatePulumi(env, (line) => said.push(line), NOWHERE),
    said,
    calls: () => readFileSync(calls, "utf8").trim().split("\n"),
    built: join(cache, "consumer-notebook-toolchain", `pulumi-${PULUMI_VERSION}-built-${recipeHash()}`),
  };
}

describe("building from source", () => {
  test("makes the CLI, its host and the launcher that leaves TypeScript to Node", async () => {
    const { locate, built, said } = machine(GOOD_GO);
    expect(await locate()).toBe(join(built, "pulumi"));
    expect(readdirSync(built).sort()).toEqual(["pulumi", "pulumi-language-nodejs", "pulumi-language-nodejs-3.68.0"]);
    expect(readFileSync(join(built, "pulumi-language-nodejs"), "utf8")).toContain('-typescript=false "$@"');
    expect(said.join("\n")).toContain(
      `Building the Pulumi CLI ${PULUMI_VERSION} (once; takes about 4 minutes on two cores) ...`,
    );
  });

  test("a second run calls nothing and says nothing", async () => {
    const { locate, calls, said } = machine(GOOD_GO);
    await locate();
    const [before, lines] = [calls(), said.length];
    await locate();
    expect(calls()).toEqual(before);
    expect(said).toHaveLength(lines);
  });

  test("two at once build once", async () => {
    const { locate, calls } = machine(GOOD_GO);
    expect(new Set(await Promise.all([locate(), locate()])).size).toBe(1);
    expect(calls().filter((call) => call === "build")).toHaveLength(2); // The CLI and its host.
  });

  test("a builder that was killed is cleared away", async () => {
    const { locate, built } = machine(GOOD_GO);
    const [leftover, lock] = [`${built}.making-4711`, `${built}.lock`];
    for (const made of [leftover, lock]) mkdirSync(made, { recursive: true });
    utimesSync(lock, new Date(0), new Date(0));
    await locate();
    expect(readdirSync(dirname(built)).filter((name) => name.startsWith("pulumi-"))).toHaveLength(1);
  });

  test("a build that fails shows Go's last words and leaves nothing", async () => {
    const { locate, built } = machine('#!/bin/sh\n[ "$1" = version ] || { echo "checksum mismatch" >&2; exit 1; }\n');
    await expect(locate()).rejects.toThrow(/with Go failed:\nchecksum mismatch\nInstall Pulumi [\d.]+ or newer/);
    expect(existsSync(built)).toBe(false);
  });

  test("without Go there is one error that says what to install", async () => {
    const { locate } = machine(undefined);
    await expect(locate()).rejects.toThrow(/without Go it can't be built\.\nInstall Pulumi .*\nOr install Go 1\.21/);
  });
});

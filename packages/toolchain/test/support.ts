import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import { recipeHash } from "../build.ts";
import { locatePulumi } from "../pulumi-cli.ts";
import { PULUMI_VERSION } from "../versions.ts";

/** A new folder, by its real path. */
export function folder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "toolchain-test-")));
}

export function executable(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** A `pulumi` that knows nothing but its version, with a host beside it; it notes each call in `calls`. */
export function fakePulumi(bin: string, version: string): { pulumi: string; calls: string } {
  const calls = join(bin, "calls");
  const pulumi = executable(join(bin, "pulumi"), `#!/bin/sh\necho "$@" >> "${calls}"\necho v${version}\n`);
  executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
  return { pulumi, calls };
}

/** A release where nobody serves. */
export const NOWHERE = { archive: "http://127.0.0.1:1/pulumi.tar.gz", checksums: "http://127.0.0.1:1/SHA512SUMS" };

/** A `go` that builds in no time; what it builds says `version`, and notes that it was called. */
export const goodGo = (version = PULUMI_VERSION) => `#!/bin/sh
echo "$1" >> "$GO_CALLS"
while [ $# -gt 0 ]; do [ "$1" = -o ] && made=$2; shift; done
[ -z "$made" ] && exit
printf '#!/bin/sh\\necho "$@" >> "$CLI_CALLS"\\necho v${version}\\n' > "$made"
/bin/chmod 755 "$made"
`;

/** A machine with an empty cache, where nothing is installed but perhaps Go, and Pulumi's download can't be reached. */
export function machine(go: string | undefined) {
  const [bin, cache, home] = [folder(), folder(), folder()];
  if (go) executable(join(bin, "go"), go);
  const [goCalls, cliCalls] = [join(bin, "go-calls"), join(bin, "cli-calls")];
  const said: string[] = [];
  const env: NodeJS.ProcessEnv = {
    PATH: bin,
    HOME: home,
    XDG_CACHE_HOME: cache,
    GO_CALLS: goCalls,
    CLI_CALLS: cliCalls,
  };
  return {
    env,
    locate: (release = NOWHERE) => locatePulumi(env, (line) => said.push(line), release),
    said,
    /** How often Go, or what it built, was called so far. */
    builds: () => linesOf(goCalls).filter((call) => call === "build").length,
    versionsAsked: () => linesOf(cliCalls).length,
    cache: join(cache, "consumer-notebook-toolchain"),
    built: join(cache, "consumer-notebook-toolchain", `pulumi-${PULUMI_VERSION}-built-${recipeHash()}`),
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").trim().split("\n");
  } catch {
    return []; // Never called.
  }
}

/** Runs after the test that calls this, the last one first. */
export function afterwards(undo: () => unknown): void {
  undos.push(undo);
}

const undos: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo();
});

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ToolchainError } from "./errors.ts";
import { TOOLCHAIN } from "./paths.ts";
import { during, type Say } from "./progress.ts";
import { BUILD_TIME, INSTALL_PULUMI, NODE_HOST_VERSION, PULUMI_VERSION } from "./versions.ts";

const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

interface GoProgram {
  /** Folder under `go/` whose go.mod and go.sum pin everything that goes in. */
  module: "cli" | "node-host";
  package: string;
  version: string;
  output: string;
  /** Further arguments of `go build`. */
  faster?: readonly string[];
}

/** Compiled without inlining, which halves their time: what only `pulumi cloud` and calls to AWS run, and no preview or update. */
const RARELY_RUN = [
  "github.com/pb33f/libopenapi/...",
  "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/cloud",
  "github.com/aws/aws-sdk-go-v2/service/...",
];

/** Debug information, which the linker would leave out (`-s -w`): not made at all, it takes a fifth off a package's time. */
const NO_DEBUG_INFORMATION = "-dwarf=false";

const PROGRAMS: readonly GoProgram[] = [
  {
    module: "cli",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: PULUMI_VERSION,
    output: "pulumi",
    faster: [
      // Leaves out what only Google Cloud Storage's gRPC client needs, which Pulumi does not use (135 packages of 1,453).
      // https://pkg.go.dev/cloud.google.com/go/storage#hdr-gRPC_API
      "-tags=disable_grpc_modules",
      ...RARELY_RUN.map((pattern) => `-gcflags=${pattern}=${NO_DEBUG_INFORMATION} -l`),
    ],
  },
  {
    module: "node-host",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: NODE_HOST_VERSION,
    output: `pulumi-language-nodejs-${NODE_HOST_VERSION}`,
  },
];

/**
 * This host takes its options as flags and ignores those in Pulumi.yaml; without the flag it would load ts-node instead of
 * leaving TypeScript to Node. It runs under the name that the engine looks for. It gives up descriptor 3, by which each Pulumi
 * keeps the sandbox of its folder running. A Pulumi that is killed leaves host and program behind, and the program then spins
 * and grows for ever: a watcher beside them ends both.
 */
const LAUNCHER = `#!/bin/sh
(
  while sleep 1 && kill -0 $$; do
    kill -0 "$PPID" || { pkill -KILL -P $$ -f @pulumi/pulumi; kill -KILL $$; }
  done
) </dev/null >/dev/null 2>&1 3>&- &
exec "$(dirname "$0")/pulumi-language-nodejs-${NODE_HOST_VERSION}" -typescript=false "$@" 3>&-
`;

/** Changes whenever what we build would: the name of its folder in the cache. */
export function recipeHash(): string {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`).update(LAUNCHER);
  for (const program of PROGRAMS) {
    hash.update(buildArguments(program, program.output).join("\n"));
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(TOOLCHAIN, "go", program.module, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * Builds the CLI and its Node host into a folder, from the Go module proxy; go.sum checks every module. Side by side: the host
 * compiles while the CLI's modules are downloaded.
 */
export async function buildPulumi(folder: string, env: NodeJS.ProcessEnv, say: Say): Promise<void> {
  await requireGo(env);
  const stop = new AbortController();
  const build = async (program: GoProgram) => {
    try {
      await goBuild(program, join(folder, program.output), env, stop.signal);
    } catch (error) {
      stop.abort();
      throw error;
    }
  };
  await during(say, `Building Pulumi's CLI and Node host (once; ${BUILD_TIME})`, () =>
    Promise.all(PROGRAMS.map(build)),
  );
  const launcher = join(folder, "pulumi-language-nodejs");
  await writeFile(launcher, LAUNCHER);
  await chmod(launcher, 0o755);
}

function buildArguments({ version, faster = [], package: main }: GoProgram, output: string): string[] {
  return [
    "build",
    "-mod=readonly",
    "-trimpath",
    "-buildvcs=false",
    `-gcflags=all=${NO_DEBUG_INFORMATION}`,
    ...faster, // Of several -gcflags that match a package, the last one counts.
    "-ldflags",
    `-s -w -X ${VERSION_VARIABLE}=${version}`,
    "-o",
    output,
    main,
  ];
}

/** The compiler collects garbage less often than by default (100): a third less time for a quarter more memory. */
const GARBAGE_COLLECTION = "400";

async function goBuild(program: GoProgram, output: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  try {
    await promisify(execFile)("go", buildArguments(program, output), {
      cwd: join(TOOLCHAIN, "go", program.module),
      env: { GOGC: GARBAGE_COLLECTION, ...env, CGO_ENABLED: "0", GOWORK: "off" },
      maxBuffer: 64 * 1024 * 1024,
      signal,
    });
  } catch (error) {
    throw new ToolchainError(`Building ${program.output} with Go failed:\n${lastLines(error)}\n${INSTALL_PULUMI}`);
  }
}

async function requireGo(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await promisify(execFile)("go", ["version"], { env });
  } catch {
    throw new ToolchainError(
      `There is no Pulumi CLI ${PULUMI_VERSION} or newer on PATH or in ~/.pulumi/versions, it could not be downloaded, and ` +
        `without Go it can't be built.\n${INSTALL_PULUMI}\n` +
        `Or install Go 1.21 or newer (https://go.dev/dl/), which builds it in ${BUILD_TIME}.`,
    );
  }
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && "stderr" in error && error.stderr ? String(error.stderr) : String(error);
  return text.trimEnd().split("\n").slice(-15).join("\n");
}

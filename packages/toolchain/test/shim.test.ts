import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { TOOLCHAIN } from "../paths.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { executable, folder } from "./support.ts";

const SHIM = join(TOOLCHAIN, "bin", "pulumi.mjs");

/** A `pulumi` new enough to be taken; anything but `version` runs the given script. */
function machineWith(script: string): NodeJS.ProcessEnv {
  const bin = folder();
  executable(join(bin, "pulumi"), `#!/bin/sh\n[ "$1" = version ] && { echo v${PULUMI_VERSION}; exit; }\n${script}\n`);
  executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
  return { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: folder(), PULUMI_BACKEND_URL: "file:///elsewhere" };
}

describe("npx pulumi", () => {
  test("hands its arguments to the CLI and ends with its status", () => {
    const env = machineWith('echo "$@"; exit 5');
    const { stdout, status } = spawnSync(process.execPath, [SHIM, "preview", "--stack", "a b"], {
      env,
      encoding: "utf8",
    });
    expect([stdout, status]).toEqual(["preview --stack a b\n", 5]);
  });

  test("works where the environment says, with no sandbox and no key of the user's", async () => {
    const env = machineWith('echo "$PULUMI_BACKEND_URL $HEROKU_NETRC [$HEROKU_API_URL] [$HEROKU_API_KEY]"');
    const { stdout } = await promisify(execFile)(process.execPath, [SHIM, "up"], { env });
    expect(stdout).toBe("file:///elsewhere off [] []\n");
  });

  test("runs the program with Node 24", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [SHIM, "up"], {
      env: machineWith("node --version"),
    });
    expect(Number.parseInt(stdout.slice(1), 10)).toBeGreaterThanOrEqual(24);
  });
});

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holderIn, isCollision } from "../contention.ts";
import { TOOLCHAIN } from "../paths.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { executable, folder } from "./support.ts";

const at = (
  time: string,
) => `error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to \
end or delete the lock file with \`pulumi cancel\`.
  s3://state/.pulumi/locks/organization/consumer-notebook/staging/1.json: created by op@host (pid 7) at ${time}
`;
const NOW = new Date("2026-11-26T02:00:10Z");

/** What Pulumi says, seen with its three backends, of a lock that comes or goes while it looks. */
const TORN = [
  "error: unexpected end of JSON input",
  "error: failed to load checkpoint: EOF",
  "error: getting snapshot: failed to load checkpoint: EOF",
  "error: could not list bucket: blob (code=NotFound): sql: no rows in result set",
  "error: 2 errors occurred:\n    1) key not found: sql: no rows in result set\n    2) NotFound",
  "error: 2 errors occurred:\n    1) stat /state/.pulumi/locks/a/b/c/1.json: no such file or directory\n    2) NotFound",
  "error: 2 errors occurred:\n    1) operation error S3: GetObject, StatusCode: 404, NoSuchKey: \n    2) NotFound",
];

describe("two commands that began at the same moment", () => {
  test("are told by a lock that is a few seconds old", () => {
    expect(isCollision(at("2026-11-26T02:00:08Z"), NOW)).toBe(true);
    expect(isCollision(at("2026-11-26T03:00:08+01:00"), NOW)).toBe(true);
    expect(isCollision(at("2026-11-26T02:00:01Z"), NOW)).toBe(false);
    expect(holderIn(at("2026-11-26T02:00:01Z"))).toEqual({
      holder: "op@host (pid 7)",
      since: new Date("2026-11-26T02:00:01Z"),
    });
  });

  test.each(TORN)("are told by what was there and is not: %s", (text) => {
    expect(isCollision(`${text}\n`, NOW)).toBe(true);
    expect(holderIn(text)).toBeUndefined();
  });

  test("are not told by another error", () => {
    for (const text of ["error: update failed", "error: no stack named 'staging' found", "Heroku: app NotFound"])
      expect(isCollision(text, NOW)).toBe(false);
  });
});

/** `npx pulumi up` with a Pulumi that says this, each time it is started another text, at last nothing. */
function up(...texts: string[]) {
  const bin = folder();
  const count = join(bin, "count");
  const cases = texts.map((text, index) => `${index + 1}) printf '%s' '${text}' >&2; exit 255;;`).join("\n");
  const script = `[ "$1" = version ] && { echo v${PULUMI_VERSION}; exit; }\necho >> ${count}\ncase $(wc -l < ${count}) in\n${cases}\nesac`;
  executable(join(bin, "pulumi"), `#!/bin/sh\n${script}\necho done\n`);
  executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
  const env = { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: folder(), PULUMI_BACKEND_URL: "file:///elsewhere" };
  return spawnSync(process.execPath, [join(TOOLCHAIN, "bin", "pulumi.mjs"), "up"], { env, encoding: "utf8" });
}

describe("npx pulumi", () => {
  test("tries again after such a moment", () => {
    const { status, stdout, stderr } = up(`${TORN[0]}\n`, at(new Date().toISOString()));
    expect([status, stdout]).toEqual([0, "done\n"]);
    expect(stderr.match(/began at the same moment; trying again\.$/gm)).toHaveLength(2);
  });

  test("gives way to a command that began before", () => {
    const { status, stdout, stderr } = up(at("2026-11-26T02:00:08Z"));
    expect([status, stdout, stderr]).toEqual([255, "", at("2026-11-26T02:00:08Z")]);
  });

  test("says at last what may lie there", () => {
    const { status, stderr } = up(...Array(4).fill(`${TORN[0]}\n`));
    expect(status).toBe(255);
    expect(stderr).toMatch(/`npx pulumi cancel --stack NAME` lifts what it left\.$/m);
  });
});

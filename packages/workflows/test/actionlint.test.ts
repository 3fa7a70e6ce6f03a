import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, WORKFLOWS } from "./support/steps.ts";

const hasGo = spawnSync("go", ["version"]).status === 0;

/** The first time, Go fetches actionlint and compiles it. */
const MINUTE_MS = 60_000;

describe.skipIf(!hasGo)("actionlint", () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "actionlint-"));
    const cwd = fileURLToPath(new URL("actionlint", import.meta.url));
    const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" };
    await promisify(execFile)("go", ["build", "-o", join(folder, "actionlint"), "."], { cwd, env });
  }, 5 * MINUTE_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lint = (...files: string[]) =>
    spawnSync(join(folder, "actionlint"), ["-no-color", ...files], { encoding: "utf8", cwd: ROOT });

  it("finds nothing wrong with any workflow", () => {
    const { status, stdout } = lint(...WORKFLOWS.map(({ file }) => join(ROOT, ".github/workflows", file)));
    expect([status, stdout]).toEqual([0, ""]);
  });

  it("finds what is wrong", () => {
    const file = join(folder, "wrong.yml");
    writeFileSync(
      file,
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: true\n        shel: bash\n",
    );
    expect(lint(file)).toMatchObject({ status: 1, stdout: expect.stringContaining('unexpected key "shel"') });
  });
});

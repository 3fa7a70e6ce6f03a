import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lookUps, resources } from "../../generated/registry.ts";

const BINDER = fileURLToPath(new URL("../schema-binder", import.meta.url));
const SCHEMA = new URL("../../generated/schema.json", import.meta.url);
const BUILD_MS = 5 * 60_000;

const hasGo = spawnSync("go", ["version"]).status === 0;

/** Pulumi's own reading of a package schema. */
function bind(schema: string) {
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly" };
  return spawnSync("go", ["run", "-trimpath", "."], { cwd: BINDER, env, input: schema, encoding: "utf8" });
}

describe.skipIf(!hasGo)("Pulumi, as built from its Go module", () => {
  test("takes the schema without a word", { timeout: BUILD_MS }, () => {
    const { status, stdout, stderr } = bind(readFileSync(SCHEMA, "utf8"));
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: "",
      stdout: `${Object.keys(resources).length} resources, ${Object.keys(lookUps).length} functions\n`,
    });
  });

  test("would not take one with a type that is none", { timeout: BUILD_MS }, () => {
    const { status, stderr } = bind(readFileSync(SCHEMA, "utf8").replaceAll('"type": "integer"', '"type": "integr"'));
    expect(status).toBe(1);
    expect(stderr).toContain("integr");
  });
});

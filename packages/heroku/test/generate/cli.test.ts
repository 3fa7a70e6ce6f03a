import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pulumiCli } from "@consumer-notebook/toolchain";
import { expect, test } from "vitest";

const PROVIDER = fileURLToPath(new URL("../../bin/pulumi-resource-heroku", import.meta.url));
const GENERATED = new URL("../../generated/schema.json", import.meta.url);

test("Pulumi's CLI gets the schema from the provider", async () => {
  const { pulumi, env } = await pulumiCli();
  const { stdout } = await promisify(execFile)(pulumi, ["package", "get-schema", PROVIDER], {
    env,
    maxBuffer: 1 << 24,
  });
  const { resources, functions, version } = JSON.parse(readFileSync(GENERATED, "utf8"));
  const shown = JSON.parse(stdout);
  expect(shown).toMatchObject({ name: "heroku", version });
  expect(Object.keys(shown.resources)).toEqual(Object.keys(resources).sort());
  expect(Object.keys(shown.functions)).toEqual(Object.keys(functions).sort());
});

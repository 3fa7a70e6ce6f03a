import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SANDBOX_PASSPHRASE } from "@consumer-notebook/toolchain";
import { describe, expect, test } from "vitest";
import { PUBLIC_PASSPHRASE } from "../../components/settings/placeholders.ts";
import { settingsOf } from "../../components/settings.ts";
import { SECRET, stackFile } from "../support/stack-files.ts";
import { value } from "../support/value.ts";
import { linesFor, staging } from "../support/wrong-settings.ts";
import { SET, WRONG } from "../support/wrong-stack-files.ts";

describe("a wrong stack file is told line by line:", () => {
  test.each(WRONG)("%s", (_what, changes, lines) => {
    expect(linesFor(staging(changes))).toEqual(lines);
  });

  test("everything at once, under the name of the file", () => {
    const config = staging({ domains: ["x"], relase: "3", S3_SECRET: undefined });
    expect(() => settingsOf(stackFile("staging", config))).toThrow(
      /^Pulumi\.staging\.yaml says 3 things that are wrong:\n/,
    );
    expect(linesFor(config).map((line) => line.split(":")[0])).toEqual(["S3_SECRET", "domains[0]", "relase"]);
  });
});

describe("with the real Heroku", () => {
  const PUBLIC =
    "encryptionsalt: is made with the public passphrase of the sandbox, which keeps nothing secret from anybody; " +
    "remove it, choose a passphrase of your own (PULUMI_CONFIG_PASSPHRASE), and set each secret anew";

  test("the public passphrase is refused, wherever it comes from", () => {
    const folder = mkdtempSync(join(tmpdir(), "passphrase-"));
    const file = join(folder, "passphrase");
    writeFileSync(file, `${PUBLIC_PASSPHRASE}\n`);
    expect(linesFor(staging({}), { PULUMI_CONFIG_PASSPHRASE: PUBLIC_PASSPHRASE })).toEqual([PUBLIC]);
    expect(linesFor(staging({}), { PULUMI_CONFIG_PASSPHRASE_FILE: file })).toEqual([PUBLIC]);
    expect(
      linesFor(staging({}), { PULUMI_CONFIG_PASSPHRASE: "of my own", PULUMI_CONFIG_PASSPHRASE_FILE: file }),
    ).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test("it is the one that the sandbox works with", () => {
    expect(PUBLIC_PASSPHRASE).toBe(SANDBOX_PASSPHRASE);
  });

  test("placeholders are refused one by one, and the sandbox takes them", () => {
    const config = staging({ S3_KEY: { secure: "v1:…", is: "placeholder-s3-key" } });
    expect(linesFor(config, {})).toEqual([
      `S3_KEY: the secret value is a placeholder, which Heroku itself must not get; set it: ${SET("S3_KEY")}`,
    ]);
    expect(linesFor(config)).toEqual([]);
  });
});

test("what is left out has its default, and secrets are secret outputs", async () => {
  const settings = settingsOf(stackFile("staging", staging({})));
  expect(settings.app).toEqual({
    name: "consumer-notebook-staging",
    region: "us",
    stack: "heroku-24",
    buildpacks: ["heroku/python"],
    maintenance: false,
  });
  expect(settings.backup).toEqual({ hour: 2, timezone: "UTC" });
  expect(await value(settings.secretVars.S3_KEY)).toBe(SECRET);
});

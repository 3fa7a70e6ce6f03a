import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newEnvironment } from "../new/environment.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "new-environment-"));
  for (const file of ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml"])
    copyFileSync(join(ROOT, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (file: string) => readFileSync(join(folder, file), "utf8");

test("what is unique in Heroku gets another name, and all else stays to the letter", () => {
  const { file, renamed, secrets } = newEnvironment(folder, "beta", "staging");
  expect(renamed).toEqual([
    { key: "app.name", from: "consumer-notebook-staging", to: "consumer-notebook-beta" },
    { key: "pipeline", from: "consumer-notebook", to: "consumer-notebook-beta" },
    { key: "domains.0", from: "staging.consumernotebook.com", to: "beta.consumernotebook.com" },
    { key: "vars.ALLOWED_HOSTS", from: "staging.consumernotebook.com", to: "beta.consumernotebook.com" },
  ]);
  expect(secrets).toEqual(["DJANGO_SECRET_KEY", "S3_KEY", "S3_SECRET", "LOG_DRAIN_URL"]);
  const expected = read("Pulumi.staging.yaml")
    .replace("consumer-notebook-staging", "consumer-notebook-beta")
    .replaceAll("staging.consumernotebook", "beta.consumernotebook")
    .replace("pipeline: consumer-notebook", "pipeline: consumer-notebook-beta");
  expect(read(file)).toBe(expected);
});

test("names that do not hold the environment's get one that does", () => {
  const { file } = newEnvironment(folder, "beta", "production");
  const { config } = parse(read(file));
  expect(config["consumer-notebook:app"]).toEqual({ name: "consumer-notebook-beta" });
  expect(config["consumer-notebook:domains"]).toEqual(["beta.consumernotebook.com"]);
  expect(config["consumer-notebook:vars"].ALLOWED_HOSTS).toBe("beta.consumernotebook.com,beta.consumernotebook.com");
  expect(config["consumer-notebook:promotesFrom"]).toBe("staging");
});

describe("nothing is written, and it is said why,", () => {
  test.each([
    ["Beta", "staging", '"Beta" is no name for an environment'],
    ["../beta", "staging", '"../beta" is no name for an environment'],
    ["beta", "stagin", "There is no stack file Pulumi.stagin.yaml here."],
    ["production", "staging", "Pulumi.production.yaml is there already"],
    ["of-the-other-team", "staging", '"consumer-notebook-of-the-other-team" is too long for an app'],
  ])("for %s from %s", (name, from, why) => {
    const before = read("Pulumi.production.yaml");
    expect(() => newEnvironment(folder, name, from)).toThrow(why);
    expect(read("Pulumi.production.yaml")).toBe(before);
    if (name !== "production") expect(existsSync(join(folder, `Pulumi.${name}.yaml`))).toBe(false);
  });
});

test("a stack file without domains, pipeline and secrets is enough", () => {
  writeFileSync(join(folder, "Pulumi.small.yaml"), "config:\n  consumer-notebook:app: { name: small-one }\n");
  const { file, renamed, secrets } = newEnvironment(folder, "beta", "small");
  expect(parse(read(file))).toEqual({ config: { "consumer-notebook:app": { name: "beta-one" } } });
  expect([renamed.length, secrets]).toEqual([1, []]);
});

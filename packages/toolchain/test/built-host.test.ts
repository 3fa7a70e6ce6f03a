import { join } from "node:path";
import { expect, test } from "vitest";
import { argumentsFor } from "../built-host.ts";
import { PULUMI_VERSION } from "../versions.ts";

const env = { XDG_CACHE_HOME: "/cache" };
const said: string[] = [];
const say = (line: string) => void said.push(line);
const built = join("/cache", "consumer-notebook-toolchain", `pulumi-${PULUMI_VERSION}-built-abc`, "pulumi");

test("an import with the built host writes no program's text, and says so", () => {
  expect(argumentsFor(built, ["import", "heroku:index:App", "app", "example"], env, say)).toEqual([
    "import",
    "heroku:index:App",
    "app",
    "example",
    "--generate-code=false",
  ]);
  expect(said).toHaveLength(1);
});

test("other commands, other hosts and those who decided themselves are left alone", () => {
  for (const args of [["up"], ["import", "--generate-code=true"], ["config", "set", "import", "x"]]) {
    expect(argumentsFor(built, args, env, say)).toEqual(args);
  }
  expect(argumentsFor("/usr/bin/pulumi", ["import", "x"], env, say)).toEqual(["import", "x"]);
});

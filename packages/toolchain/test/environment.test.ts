import { mkdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodePath, pulumiEnvironment, sandboxEnvironment, wantsSandbox } from "../environment.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { fakePulumi, folder } from "./support.ts";

describe("the sandbox is the default", () => {
  test("where nothing says where to work", () => {
    expect(wantsSandbox({ PATH: "/bin", HEROKU_API_KEY: "" })).toBe(true);
  });

  test.each(["HEROKU_API_URL", "HEROKU_API_KEY", "PULUMI_BACKEND_URL"])("but not where %s is set", (name) => {
    expect(wantsSandbox({ [name]: "set" })).toBe(false);
  });

  test("and leaves a passphrase of the shell's own out of it", () => {
    const env = {
      PULUMI_CONFIG_PASSPHRASE_FILE: "/secret",
      ...sandboxEnvironment("/repo/.sandbox", "http://127.0.0.1:1"),
    };
    expect(env).toEqual({
      HEROKU_API_URL: "http://127.0.0.1:1",
      HEROKU_API_KEY: "sandbox",
      HEROKU_NETRC: "off",
      PULUMI_BACKEND_URL: "file:///repo/.sandbox/state",
      PULUMI_CONFIG_PASSPHRASE: "heroku-sandbox",
      PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
      PULUMI_HOME: "/repo/.sandbox/home",
    });
  });
});

describe("Pulumi's environment", () => {
  test("begins PATH with our Node and the folder of the CLI and its host", () => {
    const bin = folder();
    mkdirSync(join(bin, "real"));
    const { pulumi } = fakePulumi(join(bin, "real"), PULUMI_VERSION);
    const path = pulumiEnvironment(pulumi, { PATH: "/bin" }).PATH?.split(delimiter);
    expect(path).toEqual([dirname(nodePath()), realpathSync(join(bin, "real")), "/bin"]);
  });

  test("keeps ~/.netrc out, unless someone names the endpoint", () => {
    const { pulumi } = fakePulumi(folder(), PULUMI_VERSION);
    expect(pulumiEnvironment(pulumi, { PULUMI_BACKEND_URL: "file:///x" }).HEROKU_NETRC).toBe("off");
    expect(pulumiEnvironment(pulumi, { HEROKU_API_KEY: "k" }).HEROKU_NETRC).toBe("off");
    const named = pulumiEnvironment(pulumi, { HEROKU_API_URL: "https://api.heroku.com" });
    expect(named).not.toHaveProperty("HEROKU_NETRC");
  });

  test("brings in no provider from the network, unless someone asks for it", () => {
    const { pulumi } = fakePulumi(folder(), PULUMI_VERSION);
    const variable = "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION";
    expect(pulumiEnvironment(pulumi, {})[variable]).toBe("true");
    expect(pulumiEnvironment(pulumi, { [variable]: "false" })[variable]).toBe("false");
  });
});

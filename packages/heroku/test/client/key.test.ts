import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endpointOf } from "../../client/endpoint.ts";
import { netrcPassword, readKey } from "../../client/key.ts";

const HEROKU = endpointOf({});
const SANDBOX = endpointOf({ HEROKU_API_URL: "http://127.0.0.1:5117" });

let folder: string;
let NETRC: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "netrc-"));
  NETRC = join(folder, ".netrc");
});
afterEach(() => rmSync(folder, { recursive: true }));

const noKey = expect.objectContaining({ code: "no-key" });

describe("the key", () => {
  test("comes from the environment first", () => {
    writeFileSync(NETRC, "machine api.heroku.com login me password from-netrc");
    expect(readKey(HEROKU, { NETRC, HEROKU_API_KEY: " from-environment\n" })).toBe("from-environment");
    expect(readKey(HEROKU, { NETRC, HEROKU_API_KEY: " " })).toBe("from-netrc");
  });

  test("of netrc is for its own host only", () => {
    writeFileSync(NETRC, "machine api.heroku.com login me password from-netrc");
    expect(() => readKey(SANDBOX, { NETRC })).toThrow(noKey);
  });

  test("of netrc is not read where that is switched off", () => {
    writeFileSync(NETRC, "machine api.heroku.com login me password from-netrc");
    expect(() => readKey(HEROKU, { NETRC, HEROKU_NETRC: "off" })).toThrow(noKey);
  });

  test("of a second account comes from its own variable, and from nowhere else", () => {
    writeFileSync(NETRC, "machine api.heroku.com login me password from-netrc");
    const env = { NETRC, HEROKU_API_KEY: "first", OTHER_KEY: "second" };
    expect(readKey(HEROKU, env, "OTHER_KEY")).toBe("second");
    expect(() => readKey(HEROKU, { ...env, OTHER_KEY: undefined }, "OTHER_KEY")).toThrow(/set OTHER_KEY \[/);
  });

  test("that no header takes is refused, and is not repeated", () => {
    expect(() => readKey(HEROKU, { HEROKU_API_KEY: "hush\nhush" })).toThrow(
      expect.objectContaining({ code: "no-key", message: expect.not.stringContaining("hush") }),
    );
  });

  test("is missing where there is no netrc, or one that can't be read", () => {
    expect(() => readKey(HEROKU, { NETRC })).toThrow(/There is no API key for api.heroku.com: set HEROKU_API_KEY, or/);
    expect(() => readKey(HEROKU, { NETRC: folder })).toThrow(/can't be read \(EISDIR\).*\[heroku:no-key\]/);
  });
});

describe("netrc", () => {
  test.each([
    ["one line", "machine api.heroku.com login me password it"],
    [
      "several lines",
      "machine git.heroku.com\n  login me\n  password other\nmachine api.heroku.com\n  login me\n  password it\n",
    ],
    ["password first", "machine api.heroku.com password it login me"],
    ["a comment", "# machine api.heroku.com password not\nmachine api.heroku.com login me password it"],
    ["Windows' line ends", "machine api.heroku.com\r\n  login me\r\n  password it\r\n"],
  ])("%s", (_what, text) => {
    expect(netrcPassword(text, "api.heroku.com")).toBe("it");
  });

  test.each([
    ["an entry without a password", "machine api.heroku.com login me\nmachine other password not"],
    ["a longer host", "machine api.heroku.com.example.com login me password not"],
    ["nothing", ""],
  ])("%s holds none", (_what, text) => {
    expect(netrcPassword(text, "api.heroku.com")).toBeUndefined();
  });
});

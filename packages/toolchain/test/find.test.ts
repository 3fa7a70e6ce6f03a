import { chmodSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPulumi } from "../find.ts";
import { TOOLCHAIN } from "../paths.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { executable, fakePulumi, folder } from "./support.ts";

/** A machine whose home directory is empty, with this on PATH. */
const withPath = (PATH: string) => ({ PATH, HOME: folder() });

describe("a pulumi on PATH", () => {
  test("is taken when it is new enough and has its host beside it", async () => {
    const bin = folder();
    const { pulumi } = fakePulumi(bin, "3.300.1");
    expect(await findPulumi(withPath(bin), join(bin, "memory"))).toEqual({ pulumi, from: "PATH" });
  });

  test("is found behind a link, with its host beside what the link points at", async () => {
    const [links, bin] = [folder(), folder()];
    symlinkSync(fakePulumi(bin, PULUMI_VERSION).pulumi, join(links, "pulumi"));
    const found = await findPulumi(withPath(links), join(bin, "memory"));
    expect(found?.pulumi).toBe(join(links, "pulumi"));
  });

  test("is passed over for a newer one further on when it is too old", async () => {
    const [old, recent] = [folder(), folder()];
    fakePulumi(old, "3.255.9");
    const { pulumi } = fakePulumi(recent, PULUMI_VERSION);
    expect(await findPulumi(withPath(`${old}:${recent}`), join(old, "memory"))).toEqual({ pulumi, from: "PATH" });
    expect(await findPulumi(withPath(old), join(old, "memory"))).toBeUndefined();
  });

  test.each([
    ["is missing", (host: string) => rmSync(host)],
    ["is empty", (host: string) => truncateSync(host)],
  ])("is not taken when its Node host %s", async (_, damage) => {
    const bin = folder();
    fakePulumi(bin, PULUMI_VERSION);
    damage(join(bin, "pulumi-language-nodejs"));
    expect(await findPulumi(withPath(bin), join(bin, "memory"))).toBeUndefined();
  });

  test("is not taken when it can't say its version", async () => {
    const bin = folder();
    fakePulumi(bin, "of unknown age");
    expect(await findPulumi(withPath(bin), join(bin, "memory"))).toBeUndefined();
  });

  test("is never our own shim, under whatever path npm linked it", async () => {
    const bin = folder();
    symlinkSync(join(TOOLCHAIN, "bin", "pulumi.mjs"), join(bin, "pulumi"));
    executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
    expect(await findPulumi(withPath(bin), join(bin, "memory"))).toBeUndefined();
  });

  test("is asked for its version once, whatever else is asked, and again when it was replaced", async () => {
    const [bin, other] = [folder(), folder()];
    const memory = join(bin, "cache", "memory");
    const old = fakePulumi(other, "3.1.0");
    const { calls } = fakePulumi(bin, PULUMI_VERSION);
    const env = withPath(`${other}:${bin}`);
    await findPulumi(env, memory);
    await findPulumi(env, memory);
    expect([calls, old.calls].map((file) => readFileSync(file, "utf8"))).toEqual(["version\n", "version\n"]);
    fakePulumi(bin, "3.100.10 ");
    expect(await findPulumi(env, memory)).toBeUndefined();
  });

  test("is asked again where what was remembered can't be read", async () => {
    const bin = folder();
    const { pulumi } = fakePulumi(bin, PULUMI_VERSION);
    writeFileSync(join(bin, "memory"), '{"cut');
    expect((await findPulumi(withPath(bin), join(bin, "memory")))?.pulumi).toBe(pulumi);
  });
});

describe("a pulumi that npm's launcher or the Automation API installed", () => {
  const install = (home: string, name: string, version = name) =>
    fakePulumi(join(home, "versions", name, "bin"), version).pulumi;

  test("is taken where PATH has none that fits, the nearest to ours first", async () => {
    const [HOME, PATH] = [folder(), folder()];
    fakePulumi(PATH, "3.255.9");
    for (const name of ["3.100.0", "3.1000.0", "notes"]) install(join(HOME, ".pulumi"), name);
    const pulumi = install(join(HOME, ".pulumi"), PULUMI_VERSION);
    expect(await findPulumi({ PATH, HOME })).toEqual({ pulumi, from: "versions" });
  });

  test("gives way to one on PATH", async () => {
    const [HOME, PATH] = [folder(), folder()];
    install(join(HOME, ".pulumi"), PULUMI_VERSION);
    const { pulumi } = fakePulumi(PATH, PULUMI_VERSION);
    expect(await findPulumi({ PATH, HOME })).toEqual({ pulumi, from: "PATH" });
  });

  test("lies in PULUMI_HOME or, whatever that says, in the home directory", async () => {
    const [HOME, PULUMI_HOME] = [folder(), folder()];
    const atHome = install(join(HOME, ".pulumi"), PULUMI_VERSION);
    expect((await findPulumi({ HOME, PULUMI_HOME }))?.pulumi).toBe(atHome);
    const moved = install(PULUMI_HOME, "3.300.0");
    expect((await findPulumi({ HOME, PULUMI_HOME }))?.pulumi).toBe(moved);
  });

  test.each([
    ["its name says more than it is", (bin: string) => fakePulumi(bin, "3.1.0")],
    ["its CLI is empty", (bin: string) => truncateSync(join(bin, "pulumi"))],
    ["its CLI is not executable", (bin: string) => chmodSync(join(bin, "pulumi"), 0o644)],
    ["its CLI is missing", (bin: string) => rmSync(join(bin, "pulumi"))],
    ["its Node host is empty", (bin: string) => truncateSync(join(bin, "pulumi-language-nodejs"))],
    ["its Node host is missing", (bin: string) => rmSync(join(bin, "pulumi-language-nodejs"))],
  ])("is passed over for the next one where %s", async (_, damage) => {
    const HOME = folder();
    const pulumi = install(join(HOME, ".pulumi"), PULUMI_VERSION);
    const next = install(join(HOME, ".pulumi"), "3.300.0");
    damage(join(pulumi, ".."));
    expect(await findPulumi({ HOME, PATH: "" })).toEqual({ pulumi: next, from: "versions" });
  });
});

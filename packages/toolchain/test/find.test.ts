import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPulumi } from "../find.ts";
import { TOOLCHAIN } from "../paths.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { executable, fakePulumi, folder } from "./support.ts";

describe("a pulumi on PATH", () => {
  test("is taken when it is new enough and has its host beside it", async () => {
    const bin = folder();
    const { pulumi } = fakePulumi(bin, "3.300.1");
    expect(await findPulumi({ PATH: bin }, join(bin, "memory"))).toBe(pulumi);
  });

  test("is found behind a link, with its host beside what the link points at", async () => {
    const [links, bin] = [folder(), folder()];
    symlinkSync(fakePulumi(bin, PULUMI_VERSION).pulumi, join(links, "pulumi"));
    expect(await findPulumi({ PATH: links }, join(bin, "memory"))).toBe(join(links, "pulumi"));
  });

  test("is passed over for a newer one further on when it is too old", async () => {
    const [old, recent] = [folder(), folder()];
    fakePulumi(old, "3.255.9");
    const { pulumi } = fakePulumi(recent, PULUMI_VERSION);
    expect(await findPulumi({ PATH: `${old}:${recent}` }, join(old, "memory"))).toBe(pulumi);
    expect(await findPulumi({ PATH: old }, join(old, "memory"))).toBeUndefined();
  });

  test("is not taken without its Node host", async () => {
    const bin = folder();
    fakePulumi(bin, PULUMI_VERSION);
    rmSync(join(bin, "pulumi-language-nodejs"));
    expect(await findPulumi({ PATH: bin }, join(bin, "memory"))).toBeUndefined();
  });

  test("is not taken when it can't say its version", async () => {
    const bin = folder();
    fakePulumi(bin, "of unknown age");
    expect(await findPulumi({ PATH: bin }, join(bin, "memory"))).toBeUndefined();
  });

  test("is never our own shim, under whatever path npm linked it", async () => {
    const bin = folder();
    symlinkSync(join(TOOLCHAIN, "bin", "pulumi.mjs"), join(bin, "pulumi"));
    executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
    expect(await findPulumi({ PATH: bin }, join(bin, "memory"))).toBeUndefined();
  });

  test("is asked for its version once, and again when it was replaced", async () => {
    const bin = folder();
    const memory = join(bin, "cache", "memory");
    const { calls } = fakePulumi(bin, PULUMI_VERSION);
    await findPulumi({ PATH: bin }, memory);
    await findPulumi({ PATH: bin }, memory);
    expect(readFileSync(calls, "utf8")).toBe("version\n");
    fakePulumi(bin, "3.100.10 ");
    expect(await findPulumi({ PATH: bin }, memory)).toBeUndefined();
  });
});

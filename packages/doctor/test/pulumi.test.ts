import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PULUMI_VERSION } from "@consumer-notebook/toolchain";
import { beforeEach, expect, test } from "vitest";
import { check } from "../checks/pulumi.ts";

let HOME: string;
beforeEach(() => {
  HOME = mkdtempSync(join(tmpdir(), "doctor-pulumi-"));
});
const checked = () => check({ root: HOME, env: { HOME, XDG_CACHE_HOME: join(HOME, ".cache"), PATH: "/bin" } });

test("a Pulumi that was damaged in the cache is named", async () => {
  const name = `pulumi-${PULUMI_VERSION}-official-${process.platform}-${process.arch}`;
  const damaged = join(HOME, ".cache/consumer-notebook-toolchain", name);
  mkdirSync(damaged, { recursive: true });
  const what = `with its Node host; the one in ${damaged} is damaged (manifest.json is missing); it is downloaded`;
  expect(await checked()).toEqual([
    expect.objectContaining({
      level: "warning",
      text: expect.stringContaining(what),
      mend: expect.stringMatching(/^npm start/),
    }),
  ]);
});

test("one in ~/.pulumi/versions is told with who installed it", async () => {
  const bin = join(HOME, ".pulumi/versions", PULUMI_VERSION, "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["pulumi", "pulumi-language-nodejs"])
    writeFileSync(join(bin, name), `#!/bin/sh\necho v${PULUMI_VERSION}\n`, { mode: 0o755 });
  const who = "installed by Pulumi's Automation API or npm's package `pulumi`";
  expect(await checked()).toEqual([
    { level: "ok", text: `${PULUMI_VERSION} with its Node host, ${who} (${join(bin, "pulumi")})` },
  ]);
});

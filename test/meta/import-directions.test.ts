import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "./repository.ts";

// Imports go one way, which a rule of the linter holds (`overrides` in biome.json). Here it is tried on files that break it.

const REFUSED: [file: string, imported: string][] = [
  ["index.ts", "@pulumi/pulumi"],
  ["index.ts", "./packages/heroku/index.ts"],
  ["index.ts", "./test/support/value.ts"],
  ["components/heroku-app.ts", "@pulumi/pulumi"],
  ["components/heroku-app.ts", "../packages/heroku/define/check.ts"],
  ["components/settings/rules.ts", "../../packages/heroku/index.ts"],
  ["bench/bench.ts", "../test/support/project.ts"],
  ["packages/heroku/index.ts", "@pulumi/pulumi"],
  ["packages/heroku/define/check.ts", "@pulumi/pulumi"],
  ["packages/heroku/define/check.ts", "../client/http.ts"],
  ["packages/heroku/define/check.ts", "../rpc/service.ts"],
  ["packages/heroku/define/check.ts", "../resources/app.ts"],
  ["packages/heroku/client/http.ts", "../resources/app.ts"],
  ["packages/heroku/client/http.ts", "../rpc/service.ts"],
  ["packages/heroku/resources/app.ts", "../client/http.ts"],
  ["packages/heroku/resources/app.ts", "../rpc/service.ts"],
  ["packages/heroku/resources/app.ts", "../test/support/world.ts"],
  ["packages/heroku/functions/app.ts", "../client/http.ts"],
  ["packages/heroku/rpc/service.ts", "../test/support/world.ts"],
  ["packages/heroku/rpc/service.ts", "../../../components/settings.ts"],
  ["packages/sandbox/routes/apps.ts", "@pulumi/heroku"],
  ["packages/sandbox/routes/apps.ts", "@pulumi/pulumi/output.js"],
  ["packages/sandbox/routes/apps.ts", "../../heroku/define/names.ts"],
  ["packages/sandbox/test/apps.test.ts", "@pulumi/heroku"],
  ["packages/sandbox/test/apps.test.ts", "../../heroku/define/names.ts"],
  ["packages/policy/rules/preboot.ts", "@pulumi/policy"],
  ["packages/policy/rules/preboot.ts", "@pulumi/pulumi"],
  ["packages/policy/rules/preboot.ts", "../../../components/settings.ts"],
  ["packages/policy/judge.ts", "./test/sound-stack.ts"],
  ["packages/adopt/index.ts", "../../components/app-settings.ts"],
  ["packages/adopt/index.ts", "../../test/support/project.ts"],
  ["packages/eject/index.ts", "../../components/heroku-app.ts"],
  ["packages/review/review.ts", "../../components/settings.ts"],
  ["packages/toolchain/find.ts", "../../components/settings.ts"],
  ["packages/toolchain/find.ts", "./test/find.test.ts"],
];

const TAKEN: [file: string, imported: string][] = [
  ["index.ts", "./components/settings.ts"],
  ["components/heroku-app.ts", "@pulumi/heroku"],
  ["components/heroku-app.ts", "@pulumi/pulumi/output.js"],
  ["bench/bench.ts", "@consumer-notebook/toolchain"],
  ["bench/fleet/index.ts", "../../components/heroku-app.ts"],
  ["packages/adopt/index.ts", "@pulumi/heroku/read"],
  ["packages/heroku/define/sdk.ts", "@pulumi/pulumi/resource.js"],
  ["packages/heroku/client/http.ts", "../define/errors.ts"],
  ["packages/heroku/resources/app.ts", "../define/errors.ts"],
  ["packages/heroku/rpc/provider.ts", "../client/heroku.ts"],
  ["packages/heroku/rpc/provider.ts", "../generated/registry.ts"],
  ["packages/heroku/test/rpc/service.test.ts", "../../rpc/service.ts"],
  ["packages/policy/bin/pack.ts", "@pulumi/policy"],
  ["packages/policy/rules/preboot.ts", "../resource.ts"],
  ["packages/sandbox/routes/apps.ts", "../model/app.ts"],
  ["packages/sandbox/test/apps.test.ts", "../routes/apps.ts"],
  ["test/components/settings.test.ts", "../../components/settings.ts"],
  ["test/meta/nouns.test.ts", "../../packages/heroku/resources/app.ts"],
];

let folder: string;
let refused: Set<string>;

/** Each import in a file of its own, beside where it would stand in earnest. */
const fileOf = ([file, imported]: [string, string]) =>
  join(dirname(file), `${encodeURIComponent(imported).replaceAll(".", "%2E")}.ts`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "directions-"));
  copyFileSync(join(ROOT, "biome.json"), join(folder, "biome.json"));
  for (const [file, imported] of [...REFUSED, ...TAKEN]) {
    const path = join(folder, fileOf([file, imported]));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import * as it from "${imported}";\nexport const used = it;\n`);
  }
  const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const options = ["--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none"];
  const { stdout } = spawnSync(process.execPath, [biome, "lint", ...options, "."], { cwd: folder, encoding: "utf8" });
  const report = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  const restricted = report.diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
  refused = new Set(restricted.map(({ location }) => location.path.replace(/^\.\//, "")));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the linter refuses", () => {
  test.each(REFUSED)("%s that imports %s", (file, imported) => {
    expect(refused).toContain(fileOf([file, imported]));
  });
});

describe("the linter takes", () => {
  test.each(TAKEN)("%s that imports %s", (file, imported) => {
    expect(refused).not.toContain(fileOf([file, imported]));
  });
});

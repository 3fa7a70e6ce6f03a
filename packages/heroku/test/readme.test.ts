import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { blocksOf, commandsOf } from "../../../test/support/page.ts";

// What the README says to a project elsewhere; that such a project works is tried end to end with the packages.

const { name, version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

test("the archive to install is called as `npm pack` calls it", () => {
  const archive = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
  expect(commandsOf("packages/heroku/README.md")).toEqual([`npm install FOLDER/${archive} @pulumi/pulumi`]);
});

test("its Pulumi.yaml finds the provider in the package, and has Node run the program as it is", () => {
  const [text = "", ...more] = blocksOf("packages/heroku/README.md", "@pulumi/heroku", "yaml");
  const project = parse(text);
  expect(more).toEqual([]);
  expect(project).toMatchObject({ runtime: { name: "nodejs", options: { typescript: false } } });
  const [{ path }] = project.plugins.providers;
  const folder = path.replace("./node_modules/@pulumi/heroku/", "../");
  expect(existsSync(new URL(`${folder}/pulumi-resource-heroku`, import.meta.url))).toBe(true);
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(`\`${project.main}\``);
});

import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { noClearSecrets } from "../rules/no-clear-secrets.ts";
import { production, resource } from "./sound-stack.ts";

const ROOT = `${import.meta.dirname}/../../..`;
const read = (pattern: string) =>
  globSync(pattern, { cwd: ROOT }).map((path) => readFileSync(`${ROOT}/${path}`, "utf8"));

/** Every map of plain config vars, at any depth; `vars` may have the project's name before it. */
function varsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /(^|:)vars$/.test(key) && inner && !Array.isArray(inner) ? [inner as Record<string, unknown>] : varsIn(inner),
  );
}

const examples = read("docs/**/*.md").flatMap((page) =>
  [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) => yaml ?? ""),
);
const files = [...read("Pulumi.*.yaml"), ...read("examples/*/Pulumi.*.yaml")];

test("no config var of the stack files here and in the documentation is taken for a secret", () => {
  const vars = [...files, ...examples].flatMap((yaml) => varsIn(parse(yaml)));
  expect(vars.flatMap((each) => Object.keys(each)).length).toBeGreaterThan(3);
  const check = (each: Record<string, unknown>) =>
    noClearSecrets.check([resource("ConfigVars x", { props: { vars: each } })], production);
  expect(vars.flatMap(check).map(({ subject }) => subject)).toEqual([]);
});

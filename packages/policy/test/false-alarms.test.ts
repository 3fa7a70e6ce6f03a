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

/** `vars: { LOG_LEVEL: "info" }` of the programs in the documentation; values that are no plain text are left out. */
const inDocs = [...read("docs/**/*.md"), ...read("examples/*/index.ts")].flatMap((text) =>
  [...text.matchAll(/\bvars: \{([^}]*)\}/g)].map(([, body = ""]) =>
    Object.fromEntries([...body.matchAll(/(\w+): "([^"]*)"/g)].map(([, name, value]) => [name, value])),
  ),
);
const inStackFiles = [...read("Pulumi.*.yaml"), ...read("examples/*/Pulumi.*.yaml")].flatMap((yaml) =>
  varsIn(parse(yaml)),
);

test.each([
  ["documentation and examples", inDocs],
  ["stack files", inStackFiles],
])("no config var of the %s is taken for a secret", (_, vars) => {
  expect(vars.flatMap((each) => Object.keys(each)).length).toBeGreaterThan(2);
  const check = (each: Record<string, unknown>) =>
    noClearSecrets.check([resource("ConfigVars x", { props: { vars: each } })], production);
  expect(vars.flatMap(check).map(({ subject }) => subject)).toEqual([]);
});

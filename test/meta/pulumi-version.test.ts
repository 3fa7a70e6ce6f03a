import { PULUMI_VERSION } from "@consumer-notebook/toolchain";
import { expect, test } from "vitest";
import { files, read } from "./repository.ts";

/** How the files that can't import `PULUMI_VERSION` say it. */
const SAID = [
  /"@pulumi\/pulumi": "\^?([\d.]+)"/g, // package.json
  /github\.com\/pulumi\/pulumi\/pkg\/v3 v([\d.]+)(?: \/\/ indirect)?$/gm, // go.mod
  /Pulumi CLI(?:\]\([^)]*\))? (\d[\d.]*\d)/g, // README.md
];

test("npm's package, Go's modules and the pages are those of the CLI that is built", () => {
  const paths = files().filter((path) => /(package\.json|go\.mod|README\.md)$/.test(path));
  const said = paths.flatMap((path) =>
    SAID.flatMap((pattern) => [...read(path).matchAll(pattern)].map(([, version]) => `${path}: ${version}`)),
  );
  expect(said.length).toBeGreaterThan(8);
  expect(said.filter((line) => !line.endsWith(`: ${PULUMI_VERSION}`))).toEqual([]);
});

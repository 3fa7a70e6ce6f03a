import { describe, expect, test } from "vitest";
import { files, read } from "./repository.ts";

const MOST_LINES = 300;

const sources = files().filter((path) => /\.(ts|mjs|js|sh)$/.test(path));
const lockFiles = files().filter((path) => path.endsWith("package-lock.json"));
const texts = files().filter(
  (path) =>
    /(\.(ts|mjs|js|sh|md|ya?ml|json|go|mod|html|py|txt)|^[^.]+)$/.test(path) && !path.endsWith("package-lock.json"),
);

/** The lines of files that match, as `path:line: text`. */
const found = (paths: string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );

test("no source is longer than a few screens", () => {
  const written = sources.filter((path) => !path.includes("/generated/"));
  const long = written.filter((path) => read(path).split("\n").length > MOST_LINES);
  expect(long).toEqual([]);
});

test("no test is left out for good, and none runs alone", () => {
  const tests = sources.filter((path) => path.endsWith(".test.ts"));
  expect(tests.length).toBeGreaterThan(20);
  expect(found(tests, /^\s*(test|it|describe)(\.\w+)*\.(skip|only|todo|fails)\b/)).toEqual([]);
});

test("no path of somebody's machine stands in a file", () => {
  expect(found(texts, /(?<![\w./:-])\/(work|root|home|Users|tmp)\/\w/)).toEqual([]);
});

test("nothing is left to do in a comment", () => {
  expect(
    found(
      sources.filter((path) => path !== "test/meta/hygiene.test.ts"),
      /\b(TODO|FIXME)\b/,
    ),
  ).toEqual([]);
});

describe.each(lockFiles)("%s", (path) => {
  type Lock = {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>;
  };
  const { packages } = JSON.parse(read(path)) as Lock;
  const installed = Object.entries(packages).filter(
    ([name, { link, inBundle }]) => name.includes("node_modules/") && !link && !inBundle,
  );

  test("names no registry: whoever installs uses their own", () => {
    expect(installed.filter(([, { resolved }]) => resolved?.startsWith("http")).map(([name]) => name)).toEqual([]);
  });

  test("has a checksum of everything that is installed", () => {
    expect(installed.filter(([, { integrity }]) => !integrity).map(([name]) => name)).toEqual([]);
    expect(installed.length).toBeGreaterThan(0);
  });
});

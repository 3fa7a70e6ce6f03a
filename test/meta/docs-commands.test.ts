import { expect, test } from "vitest";
import { blocksOf, readPage } from "../support/page.ts";
import { files, read } from "./repository.ts";

// What pages name in passing, in the middle of a sentence: scripts, their options, and what vitest is told to run.

const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));

/** Everything on all pages that is written like a command; the changelog tells what once was. */
const named = files()
  .filter((path) => path.endsWith(".md") && path !== "CHANGELOG.md")
  .flatMap((path) => {
    const { inline, blocks } = readPage(path);
    return [...inline, ...blocks.flatMap(({ text }) => text.split("\n"))].map((text) => ({ path, text }));
  });

const found = (pattern: RegExp) =>
  named.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => ({ path, match })));

test("every script that a page names is one of package.json, with options that it has", () => {
  const all = found(/\bnpm run (?:--silent )?([a-z][\w-]*)(?: -- ([^`]*))?/g);
  expect(all.length).toBeGreaterThan(30);
  const wrong = all.flatMap(({ path, match: [text, name = "", args = ""] }) => {
    if (!(name in scripts)) return [`${path}: ${text}: no such script`];
    const [help = ""] = args === "" ? [] : blocksOf("docs/commands.md", `npm run ${name}`, "text");
    const options = args.match(/(?<=^|[ [])--[\w-]+/g) ?? [];
    return options.filter((option) => !help.includes(`${option} `)).map((option) => `${path}: ${text}: no ${option}`);
  });
  expect(wrong).toEqual([]);
});

test("every path that a page hands to vitest finds files", () => {
  const paths = found(/\bnpx vitest run ([\w./ -]+)/g).flatMap(({ path, match: [, args = ""] }) =>
    args
      .trim()
      .split(" ")
      .filter((word) => !word.startsWith("-"))
      .map((word) => ({ path, word })),
  );
  expect(paths.length).toBeGreaterThan(20);
  const known = files();
  expect(paths.filter(({ word }) => !known.some((path) => path.includes(word)))).toEqual([]);
});

/** What a terminal, Node, npm, Pulumi's hosts and GitHub's runners set for the programs that they start. */
const SET_BY_OTHERS =
  /^(PATH|HOME|TERM|INIT_CWD|NODE_COMPILE_CACHE|PULUMI_CONFIG_SECRET_KEYS|PULUMI_STACK|RUNNER_TEMP|GITHUB_\w+)$/;

test("every variable that a program reads stands in docs/environment.md, and every one there is read", () => {
  const sources = files()
    .filter((path) => /^(packages|components)\/(?!.*(test|generated)\/).*\.(ts|mjs)$/.test(path))
    .map(read)
    .join("\n");
  const reads = [...sources.matchAll(/\benv\.([A-Z][A-Z0-9_]+)\b/g)].map(([, name = ""]) => name);
  const told = [...read("docs/environment.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = ""]) => name);
  expect([...new Set(reads)].filter((name) => !SET_BY_OTHERS.test(name) && !told.includes(name))).toEqual([]);
  expect(told.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});

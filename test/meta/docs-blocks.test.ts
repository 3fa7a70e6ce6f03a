import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPolicies } from "@consumer-notebook/policy";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { complaints } from "../../packages/heroku/test/support/complaints.ts";
import { type Block, isCommands, readPage } from "../support/page.ts";
import { ELSEWHERE } from "./docs.ts";
import { files, read } from "./repository.ts";

// One account of all blocks of all pages: commands are followed by a test, TypeScript compiles, YAML is what it says it is,
// and what commands print is compared by a test. Whatever else there is stands in ELSEWHERE, with the reason.

type OnPage = Block & { page: string };

const blocks = files()
  .filter((path) => path.endsWith(".md"))
  .flatMap((page) => readPage(page).blocks.map((block): OnPage => ({ ...block, page })));

const elsewhere = (block: OnPage) =>
  ELSEWHERE.filter(
    ({ page, language, begins }) =>
      page.test(block.page) && language === block.language && begins.test(block.text.trim()),
  );
const here = blocks.filter((block) => elsewhere(block).length === 0);
const shown = (list: OnPage[]) =>
  list.map(({ page, heading, language, text }) => `${page}, "${heading}", ${language}: ${text.split("\n")[0]}`);

/** What tests ask for of which page: all of its commands or those under a heading, or a block of another language. */
const tests = files()
  .filter((path) => path.endsWith(".test.ts"))
  .map(read)
  .join("\n");
const followed = [...tests.matchAll(/\bcommandsOf\(\s*"([^"]+)"(?:,\s*"([^"]+)",?)?\s*\)/g)];
/** The README of an example is followed block by block, each by a text in it (test/support/stranger.ts). */
const guided = [...tests.matchAll(/\bnewStranger\("([\w-]+)"/g)].map(([, name]) => `examples/${name}/README.md`);
const steps = [...tests.matchAll(/\.follow\(\s*"([^"]+)"/g)].map(([, text = ""]) => text);
const compared = [...tests.matchAll(/\bblocksOf\(\s*"([^"]+)",\s*(?:"([^"]+)"|\w+),\s*"([^"]+)",?\s*\)/g)];

test("every command is run by a test, which reads it from its page", () => {
  const commands = here.filter(isCommands);
  expect(commands.length).toBeGreaterThan(30);
  const run = ({ page, heading, text }: OnPage) =>
    (guided.includes(page) && ["npm run sandbox", ...steps].some((step) => text.includes(step))) ||
    followed.some(([, path, under]) => path === page && (under === undefined || under === heading));
  expect(shown(commands.filter((block) => !run(block)))).toEqual([]);
});

const isCompared = ({ page, heading, language }: OnPage) =>
  compared.some(([, path, under = heading, of]) => path === page && under === heading && of === language);

test("what commands print is compared by a test with what they print", () => {
  expect(shown(here.filter((block) => block.language === "text" && !isCompared(block)))).toEqual([]);
});

describe("TypeScript on pages", () => {
  // Those of an example's README compile in a copy of it.
  const programs = here.filter(({ page, language }) => language === "ts" && !guided.includes(page));
  const pathOf = (index: number) => fileURLToPath(new URL(`./docs-block-${index}.ts`, import.meta.url));
  /** As a module; the components have that name only as a package. */
  const programOf = (text: string) =>
    `${text.replace("@consumer-notebook/heroku-components", "../../components/index.ts")}\nexport {};\n`;

  test("compiles", { timeout: 60_000 }, () => {
    const said = complaints(new Map(programs.map(({ text }, index) => [pathOf(index), programOf(text)])));
    const wrong = programs.flatMap((block, index) =>
      (said.get(pathOf(index)) ?? []).map((line) => [...shown([block]), line]),
    );
    expect(programs.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

describe("YAML on pages", () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read("components/generated/stack-file.schema.json")));

  for (const block of here.filter(({ language }) => language === "yaml"))
    test(shown([block]).join(), () => {
      const value: Record<string, unknown> = parse(block.text);
      if ("stacks" in value) readAsPolicy(block.text);
      else if ("config" in value) expect([validate(value), validate.errors]).toEqual([true, null]);
      else expect(isCompared(block), "it is no stack file, no policy.yaml, and no test asks for it").toBe(true);
    });
});

function readAsPolicy(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  writeFileSync(join(folder, "policy.yaml"), text);
  readPolicies(join(folder, "policy.yaml"));
  rmSync(folder, { recursive: true });
}

test("no block is of a language that this test does not know", () => {
  expect(shown(here.filter((block) => !isCommands(block) && !["ts", "yaml", "text"].includes(block.language)))).toEqual(
    [],
  );
});

test("what is named as checked elsewhere is there, and once", () => {
  expect(ELSEWHERE.filter((entry) => !blocks.some((block) => elsewhere(block).includes(entry)))).toEqual([]);
  expect(shown(blocks.filter((block) => elsewhere(block).length > 1))).toEqual([]);
  const named = ELSEWHERE.flatMap(({ reason }) => reason.match(/[\w./-]+\.test\.ts/g) ?? []);
  expect(named.filter((path) => !files().includes(path))).toEqual([]);
});

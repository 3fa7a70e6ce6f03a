import { dirname, join } from "node:path";
import { slug } from "github-slugger";
import { expect, test } from "vitest";
import { type Page, readPage } from "../support/page.ts";
import { files, read } from "./repository.ts";

const all = files();
const pages = new Map(all.filter((path) => path.endsWith(".md")).map((path) => [path, readPage(path)]));
const known = new Set(all.flatMap((path) => [path, ...parents(path)]));

/** Links of the pages that stay in the repository. */
const links = [...pages.values()].flatMap((page) =>
  page.links
    .filter((to) => !/^[a-z]+:/.test(to))
    .map((to) => {
      const [path = "", anchor] = to.split("#");
      return { from: page.path, to, path: path === "" ? page.path : join(dirname(page.path), path), anchor };
    }),
);

const shown = (wrong: typeof links) => wrong.map(({ from, to }) => `${from}: ${to}`);

test("every link leads to a file or a folder", () => {
  expect(links.length).toBeGreaterThan(200);
  expect(shown(links.filter(({ path }) => !known.has(path.replace(/\/$/, ""))))).toEqual([]);
});

test("every link to a part of a page leads to a heading", () => {
  const anchored = links.filter(({ anchor, path }) => anchor !== undefined && pages.has(path));
  expect(anchored.length).toBeGreaterThan(0);
  expect(
    shown(anchored.filter(({ path, anchor = "" }) => !anchorsOf(pages.get(path)).includes(decodeURI(anchor)))),
  ).toEqual([]);
});

test("every link that leaves the machine is encrypted", () => {
  const outside = [...pages.values()].flatMap(({ path, links }) =>
    links.filter((to) => /^[a-z]+:/.test(to) && !to.startsWith("http://127.0.0.1")).map((to) => `${path}: ${to}`),
  );
  expect(outside.filter((link) => !/: https:\/\/\S+$/.test(link))).toEqual([]);
});

test("every page of docs/ that a program, a stack file or a workflow names is there", () => {
  const sources = all.filter((path) => /\.(ts|mjs|ya?ml|json)$/.test(path) && !path.endsWith("package-lock.json"));
  const named = sources.flatMap((path) =>
    [...read(path).matchAll(/(?<![\w/])docs\/[\w/-]+\.md\b/g)].map(([page]) => ({ path, page })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ path, page }) => !known.has(page) && !path.endsWith("generate/files.test.ts"))).toEqual([]);
});

test("docs/index.md leads to every page of docs/, over as many pages as it takes", () => {
  const reached = new Set(["docs/index.md"]);
  for (const from of reached)
    for (const link of links) if (link.from === from && pages.has(link.path)) reached.add(link.path);
  expect([...pages.keys()].filter((path) => path.startsWith("docs/") && !reached.has(path))).toEqual([]);
});

test("docs/index.md names every how-to and every explanation itself", () => {
  const named = links.filter(({ from }) => from === "docs/index.md").map(({ path }) => path);
  const wanted = [...pages.keys()].filter((path) => /^docs\/(how-to|explanation)\//.test(path));
  expect(wanted.filter((path) => !named.includes(path))).toEqual([]);
});

/** As GitHub makes them of the headings. */
const anchorsOf = (page: Page | undefined): string[] => (page?.headings ?? []).map((heading) => slug(heading));

/** The folders that a file lies in. */
function parents(path: string): string[] {
  const parent = dirname(path);
  return parent === "." ? [] : [parent, ...parents(parent)];
}

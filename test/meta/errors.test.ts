import { expect, test } from "vitest";
import { errorCatalogue } from "../../packages/heroku/define/errors.ts";
import { files, read } from "./repository.ts";

const codes = Object.keys(errorCatalogue).sort();

test("docs/errors.md explains every error of the catalogue, and no other", () => {
  const headings = [...read("docs/errors.md").matchAll(/^## (.+)$/gm)].map(([, code]) => code);
  expect(headings).toEqual(codes);
});

test.each(codes)("%s is an error that something gives", (code) => {
  const sources = files().filter((path) => /^packages\/heroku\/(?!test\/).*\.ts$/.test(path));
  expect(sources.filter((path) => read(path).includes(`"${code}",`))).not.toEqual([]);
});

test("every code that a page, a program or a test names is in the catalogue", () => {
  const named = files()
    .filter((path) => /\.(md|ts)$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/\[heroku:([a-z]+(?:-[a-z]+)*)\\?\]/g)].map(([, code]) => code ?? ""));
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((code) => !codes.includes(code))).toEqual([]);
});

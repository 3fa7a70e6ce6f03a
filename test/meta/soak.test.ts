import { expect, test } from "vitest";
import { trials } from "../soak/trials.ts";
import { files, read } from "./repository.ts";

const PAGE = read("docs/soak.md");
const QUOTED = [
  "requests answered by a fault",
  "processes killed",
  "kills of the sandbox",
  "hostile answers",
  "random stack files",
  "random requests to the sandbox",
  "texts searched for canaries",
];
const FIGURES = /\*\*([\d,]+ cases, \d+ ended wrong)\.\*\*/;

test("the page of the last soak has every trial, in the words of the trial", () => {
  for (const { name, claim } of trials) expect(PAGE).toContain(`| ${name} | ${claim} |`);
});

test("the README quotes the figures of that page", () => {
  const [, figures] = FIGURES.exec(PAGE) ?? [];
  expect(figures).toBeDefined();
  const readme = read("README.md").replaceAll("\n", " ");
  expect(readme).toContain(`**${figures}**`);
  for (const what of QUOTED) {
    const [, count] = new RegExp(`^\\| ${what} \\| ([\\d,]+) \\|$`, "m").exec(PAGE) ?? [];
    expect(readme).toContain(`${count} ${what}`);
  }
});

test("of every trial some cases are part of `npm test -- --all`", () => {
  const samples = files()
    .filter((path) => /^test\/soak\/[\w-]+(\.all)?\.test\.ts$/.test(path))
    .map(read)
    .join("\n");
  const sources = files().filter((path) => /^test\/soak\/[\w-]+\.ts$/.test(path) && !path.endsWith(".test.ts"));
  const exported = sources.flatMap((path) => [...read(path).matchAll(/^export const (\w+)\b[^\n]*\bTrial</gm)]);
  expect(exported.length).toBeGreaterThan(8);
  for (const [, name] of exported) expect(samples).toMatch(new RegExp(`\\bsample\\(${name}\\b`));
});

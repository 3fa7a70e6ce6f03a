import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newProject, type Project } from "../support/project.ts";

const README = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

let project: Project;
beforeAll(async () => {
  project = await newProject();
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
});
afterAll(() => project.close());

/** The block of commands after a sentence of the README. */
const commandsAfter = (sentence: string): string[] => {
  const [, block] = /```\n([\s\S]*?)\n```/.exec(README.slice(README.indexOf(sentence))) ?? [];
  return block?.split("\n") ?? [];
};

test("the change that the README proposes is previewed with its price, and applied", async () => {
  const [edit, preview, up, ...rest] = commandsAfter("Then try a change of your own");
  expect(rest).toEqual([]);
  execFileSync("sh", ["-c", edit ?? ""], { cwd: project.folder });
  const args = (command = "") => command.replace(/^npx pulumi /, "").split(" ");
  const { output } = await project.ok(...args(preview));
  expect(output).toMatch(/~ size: "basic" => "standard-1x"/);
  expect(output).toMatch(/~ monthlyCost *: "\$67\.00" => "\$103\.00"/);
  // Pulumi asks before it applies; without a terminal, --yes is the answer.
  const applied = await project.ok(...args(up), "--yes");
  expect(applied.output).toMatch(/1 updated/);
});

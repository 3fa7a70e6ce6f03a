import { expect, test } from "vitest";
import type { ReviewedChange } from "../../model.ts";
import { brief, create, judged, remove, replace, update, view } from "./changes.ts";

const team = (name = "acme") => view("Team", { name });

const TOLD: [what: string, change: ReviewedChange, told: string[]][] = [
  ["one that goes", remove(team()), ["irreversible: acme"]],
  ["one that is replaced", replace(team(), team()), ["irreversible: acme"]],
  ["a new one", create(team()), []],
  ["one that is renamed", update(team(), team("other"), "name"), []],
];

test.each(TOLD)("%s", (_what, change, told) => {
  expect(brief(judged([change]).impacts)).toEqual(told);
});

test("an app whose team is renamed is handed to nobody", () => {
  const app = (owner: string) => view("App", { name: "web", team: owner });
  const handed = update(app("acme"), app("other"), "team");
  expect(brief(judged([handed, update(team(), team("other"), "name")]).impacts)).toEqual([]);
  expect(brief(judged([handed]).impacts)).toEqual([expect.stringMatching(/^access/)]);
});

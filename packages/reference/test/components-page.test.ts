import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** As it was made last; that it is current is a check of its own in `npm test`. */
const page = readFileSync(new URL("../../../docs/components.md", import.meta.url), "utf8");

test("each component has its arguments, its outputs, an example, and what these are made of", () => {
  const headings = [...page.matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, 3)).toEqual(["HerokuApp", "Pipeline", "Parts"]);
  expect(headings).toEqual(expect.arrayContaining(["AddOnSettings", "CredentialSettings", "JobSettings"]));
  expect(page).toContain("| `addOns?` | `Record<string, AddOnSettings>`: [AddOnSettings](#addonsettings) |");
  expect(page).toMatch(/\| `monthlyCost` \| `Output<string>` \| Price of a month/);
  expect(page).toMatch(/import \{ HerokuApp, Pipeline \} from "@consumer-notebook\/heroku-components";\n\nconst app =/);
});

import { rules } from "@consumer-notebook/policy";
import { expect, test } from "vitest";
import { read } from "./repository.ts";

const PAGE = read("docs/how-to/guard-rails.md");

test("the page lists every rule with its levels, and no other", () => {
  const rows = [...PAGE.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row);
  expect(rows).toEqual(
    rules.map(({ name, description, levels }) =>
      [`\`${name}\``, description, levels.production, levels.elsewhere].join(" | "),
    ),
  );
});

import { html } from "hono/html";
import { ecoCents, linesOf, monthlyCents, type Parts, usesEco } from "../cost.ts";
import { empty, type Html, named, row, section, table } from "../parts.ts";
import { money } from "../text.ts";

export function costSection(parts: Parts): Html {
  const lines = linesOf(parts);
  const rows = lines.map(({ what, detail, monthlyCents }) => row(named(what), named(detail), money(monthlyCents)));
  const eco = usesEco(parts)
    ? html`<p class="hint">Eco dynos cost an account ${money(ecoCents())} a month, however many there are; that is not in here.</p>`
    : "";
  return section(
    { id: "cost", title: "Cost at Heroku", note: `${money(monthlyCents(parts))} a month` },
    lines.length === 0
      ? empty("Nothing that costs.")
      : html`${table("cost-title", ["What", "Of which kind", "A month"], rows)}${eco}`,
  );
}

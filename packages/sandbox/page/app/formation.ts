import { html } from "hono/html";
import type { Parts } from "../cost.ts";
import { code, empty, type Html, row, section, table } from "../parts.ts";
import type { Masked } from "../secrets.ts";
import { counted } from "../text.ts";

const MOST = 300;

export function formationSection({ formation }: Parts, masked: Masked): Html {
  const running = formation.reduce((sum, { quantity }) => sum + quantity, 0);
  const rows = formation.map(({ type, quantity, size, command }) =>
    row(
      code(type),
      quantity === 0 ? html`<span class="none">0</span>` : String(quantity),
      size,
      code(masked(command), MOST),
    ),
  );
  return section(
    { id: "dynos", title: "Dynos", note: counted(running, "dyno") },
    rows.length === 0
      ? empty("Process types come with the first deploy.")
      : table("dynos-title", ["Type", "Dynos", "Size", "Command"], rows),
  );
}

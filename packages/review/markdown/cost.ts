import type { StackReview } from "../model.ts";
import { difference, inDollars } from "../words.ts";
import { code } from "./escape.ts";
import { limited, type Room } from "./room.ts";

/** Lines that change, and the sum of all. Three columns: a fourth would not be seen on a phone. */
export function costTable({ cost }: StackReview, room: Room): string {
  const { beforeCents, afterCents, lines } = cost;
  const changed = lines.filter((line) => (line.beforeCents ?? 0) !== (line.afterCents ?? 0));
  if (changed.length === 0) return `Stays at ${inDollars(afterCents)} a month.`;
  const { shown, rest } = limited(changed, room.rows, "line");
  const row = (name: string, before = 0, after = 0) =>
    `| ${name} | ${inDollars(before)} → ${inDollars(after)} | ${difference(after - before)} |`;
  const same = lines.length - changed.length;
  return [
    "| A month | Now → then | Difference |",
    "|---|--:|--:|",
    ...shown.map((line) => row(code(line.line, room.value, true), line.beforeCents, line.afterCents)),
    ...rest.map((text) => `| ${text} | | |`),
    row("**all**", beforeCents, afterCents),
    ...(same > 0
      ? [
          "",
          `${same === 1 ? "One line stays" : `${same} lines stay`} as they are. Full use is assumed; taxes are not in it.`,
        ]
      : []),
  ].join("\n");
}

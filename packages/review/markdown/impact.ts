import { IMPACT_KINDS, type ImpactKind, type StackReview } from "../model.ts";
import { IMPACT } from "../words.ts";
import { prose } from "./escape.ts";
import { limited, type Room } from "./room.ts";

/** What cannot be made good again comes first. */
const ORDER: readonly ImpactKind[] = [
  "data-loss",
  "downtime",
  "irreversible",
  "dns-target",
  "access",
  "restarts",
  "slow",
  "data",
];

const NO_DATA = "- **Data:** No data is touched.";
const NOTHING = "- Nothing restarts or stops, and no data is touched.";

/** What the changes bring about: the same sentence of several resources stands once. Costs have a table of their own. */
export function impactList({ impacts }: StackReview, room: Room): string {
  const order: ImpactKind[] = [...ORDER, ...IMPACT_KINDS.filter((kind) => !ORDER.includes(kind))].filter(
    (kind) => kind !== "cost",
  );
  const every = impacts
    .flatMap((of) => of.impacts)
    .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const lines = every
    .filter(({ kind }) => kind !== "cost")
    .map(({ kind, text }) => `- **${IMPACT[kind]}:** ${prose(text, room.value * 3)}`);
  const { shown, rest } = limited([...new Set(lines)], room.rows, "effect");
  const touchesData = every.some(({ kind }) => kind === "data" || kind === "data-loss");
  const none = touchesData ? [] : [lines.length > 0 ? NO_DATA : NOTHING];
  return [...shown, ...rest.map((line) => `- ${line}`), ...none].join("\n");
}

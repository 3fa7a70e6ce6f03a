import type { CostLine, Impact, ResourceView, ReviewedChange } from "../model.ts";
import { nameOf } from "../names.ts";
import { appNameOf, numberOf, type Scene } from "./scene.ts";

/** What Heroku bills by the month: add-ons and dynos, at full use. */
const BILLED = new Set(["AddOn", "Formation"]);

export interface Cost {
  beforeCents: number;
  afterCents: number;
  lines: CostLine[];
}

/** The monthly cost before and after, by line; those that stay the same are lines too. */
export function costOf(all: readonly ReviewedChange[]): Cost {
  const views = all.flatMap(({ before, after }) => before ?? after ?? []);
  const lines = all.filter(({ type }) => BILLED.has(type)).map((change) => lineOf(change, views));
  const sum = (cents: (line: CostLine) => number | undefined) =>
    lines.reduce((total, line) => total + (cents(line) ?? 0), 0);
  return { beforeCents: sum((line) => line.beforeCents), afterCents: sum((line) => line.afterCents), lines };
}

/** The cost of one change, where it changes the cost. */
export function ofCost(change: ReviewedChange, scene: Scene): Impact[] {
  if (!BILLED.has(change.type)) return [];
  const { before = 0, after = 0 } = centsOf(change);
  if (before === after) return [];
  const difference = `${after > before ? "+" : "-"}${dollars(Math.abs(after - before))}`;
  const text = `${difference} a month: ${dollars(before)} before, ${dollars(after)} after.`;
  return [{ kind: "cost", app: appNameOf(change, scene), text }];
}

function lineOf(change: ReviewedChange, all: readonly ResourceView[]): CostLine {
  const { before, after } = centsOf(change);
  const view = change.before ?? change.after;
  const name = (view && nameOf(view, all)) ?? "";
  return {
    line: change.type === "Formation" ? `${name} dynos`.trim() : name,
    ...(before === undefined ? {} : { beforeCents: before }),
    ...(after === undefined ? {} : { afterCents: after }),
  };
}

/** What is the same, or only taken over, costs what it did; what is not said to cost otherwise does so too. */
function centsOf({ op, before, after }: ReviewedChange): { before?: number | undefined; after?: number | undefined } {
  const [was, is] = [centsIn(before), centsIn(after)];
  if (op === "same" || op === "import" || op === "state") return { before: was ?? is, after: was ?? is };
  return { before: op === "create" ? undefined : was, after: op === "delete" ? undefined : (is ?? was) };
}

const centsIn = (view: ResourceView | undefined) => numberOf(view?.outputs.monthlyCents);

const currency = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

const dollars = (cents: number): string => currency.format(cents / 100);

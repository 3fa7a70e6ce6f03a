import type { Resource } from "../resource.ts";
import type { Rule } from "../rule.ts";

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const inDollars = (cents: number) => dollars.format(cents / 100);

const LINES_SHOWN = 3;

export const costCeiling: Rule = {
  name: "cost-ceiling",
  description: "A month at full use costs no more than `maxMonthlyDollars`.",
  levels: { production: "mandatory", elsewhere: "advisory" },
  check(stack, { maxMonthlyDollars }) {
    const lines = stack.flatMap(lineOf).sort((one, other) => other.cents - one.cents);
    const sum = lines.reduce((total, { cents }) => total + cents, 0);
    const over = sum - Math.round(maxMonthlyDollars * 100);
    if (over <= 0) return [];
    const dearest = lines.slice(0, LINES_SHOWN).map(({ label, cents }) => `${label} ${inDollars(cents)}`);
    const message =
      `it costs ${inDollars(sum)} a month, ${inDollars(over)} more than it may (most of it: ${dearest.join(", ")}); ` +
      "choose smaller plans or fewer dynos, or raise maxMonthlyDollars in policy.yaml";
    return [{ subject: "stack", message }];
  },
};

/** What a resource costs; a price that only the update will know is added up there. */
function lineOf({ noun, name, props }: Resource): { label: string; cents: number }[] {
  const cents = props.monthlyCents;
  return typeof cents === "number" ? [{ label: `${noun} ${name}`, cents }] : [];
}

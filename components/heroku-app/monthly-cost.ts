import { all, type Output } from "@pulumi/pulumi/output.js";

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** `12345` → `$123.45`. */
export const inDollars = (cents: number): string => dollars.format(cents / 100);

/** What an app costs a month at full use: each line, and all of them. */
export interface MonthlyCost {
  total: Output<string>;
  byLine: Record<string, Output<string>>;
}

/** Adds up whole cents, and shows them in US dollars. */
export function monthlyCost(centsByLine: Record<string, Output<number>>): MonthlyCost {
  const lines = Object.entries(centsByLine);
  return {
    total: all(lines.map(([, cents]) => cents)).apply((each) => inDollars(each.reduce((sum, cents) => sum + cents, 0))),
    byLine: Object.fromEntries(lines.map(([line, cents]) => [line, cents.apply(inDollars)])),
  };
}

import { inDollars } from "@consumer-notebook/review";
import { wrapped } from "@consumer-notebook/toolchain";
import { z } from "zod";

/** What a stack offers once it is up, as far as the story tells it (`index.ts` says what else there is). */
export const Outputs = z.object({
  webUrl: z.string().optional(),
  release: z.number().optional(),
  dnsTargets: z.record(z.string(), z.string()).default({}),
  monthlyCost: z.string().optional(),
  monthlyCostByLine: z.record(z.string(), z.string()).default({}),
});
export type Outputs = z.infer<typeof Outputs>;

/** What was made, and what it costs. Columns are for the eye: each line can be read alone. */
export function outcomeInWords({ webUrl, release, dnsTargets, monthlyCost, monthlyCostByLine }: Outputs): string[] {
  const targets = Object.entries(dnsTargets);
  return [
    ...(webUrl === undefined ? [] : [`  Web address: ${webUrl}`]),
    ...(release === undefined ? [] : [`  Release: v${release}`]),
    ...(targets.length === 0 ? [] : ["  DNS targets, to enter where the domain is managed:"]),
    ...targets.flatMap(([host, target]) => [`    ${host}`, `      CNAME or ALIAS to ${target}`]),
    ...(monthlyCost === undefined ? [] : ["  Cost a month:", ...costLines(monthlyCostByLine, monthlyCost)]),
  ];
}

function costLines(byLine: Record<string, string>, sum: string): string[] {
  const priced = Object.entries(byLine).filter(([, price]) => price !== "$0.00");
  const free = Object.keys(byLine).filter((line) => byLine[line] === "$0.00");
  const rows = [...priced, ["in all", sum] as const];
  const names = Math.max(...rows.map(([name]) => name.length));
  const prices = Math.max(...rows.map(([, price]) => price.length));
  return [
    ...rows.map(([name, price]) => `    ${name.padEnd(names)}  ${price.padStart(prices)}`),
    ...(free.length === 0 ? [] : wrapped(`Without charge: ${free.join(", ")}.`, 4)),
  ];
}

/** What both stacks would cost together, and what that is based on. */
export const bothCost = (cents: number): string[] => [
  "",
  ...wrapped(`Both together would cost ${inDollars(cents)} a month at Heroku: at full use, without taxes,`, 0),
  "and by the sandbox's list of prices (packages/sandbox/catalogue).",
];

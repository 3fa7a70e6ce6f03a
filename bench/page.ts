import { writeFileSync } from "node:fs";
import { barChart } from "./chart.ts";
import {
  EMPTY,
  type Figure,
  type Figures,
  isEmpty,
  isFleet,
  msPerResource,
  requestCount,
  roundTrips,
  STEPS,
  soonest,
} from "./figures.ts";
import { namedStarts, nameOf, STEP_NAMES } from "./table.ts";

const HEAD = `<!-- Made by: npm run bench -- --write docs/performance.md -->
# How fast
Everything is a ratio to the preview of an ordinary empty program (\`import * as pulumi from "@pulumi/pulumi"\` and nothing else),
run by the same CLI and Node in turn with the rest: seconds say little on another machine. All of it is real Pulumi, provider and
sandbox as processes of their own. Each run begins with a new state and a sandbox that holds nothing, where add-ons take 0.3 s and
requests are not limited. A fleet is that many apps of 12 resources each in one stack; unlike staging it is brought up and destroyed
with \`PULUMI_EXPERIMENTAL=true PULUMI_SKIP_CHECKPOINTS=true\`: a local backend writes its whole state after each step otherwise.
`;

/** Writes the figures as a page of Markdown. */
export const writePage = (file: string, figures: Figures): void => writeFileSync(file, page(figures));

/** The figures as a page of Markdown. */
export function page(figures: Figures): string {
  const { date, commit, cores, rounds, starts, decisions, figures: all } = figures;
  const sections = [
    ratios(all),
    soon(starts),
    worth(decisions),
    furtherResources(all),
    oneAfterAnother(all),
    requestsOfStaging(all),
    requestsOfRefresh(all),
  ];
  return [
    HEAD,
    `${date}, commit ${commit}, ${cores} cores, medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}.\n`,
    ...sections.filter((section) => section !== undefined),
  ]
    .join("\n")
    .concat("\n");
}

function ratios(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const times = [`**${figure.ratio}**`, figure.ms / 1000];
    const memory = [figure.programMb, figure.providerMb].map((mb) => (mb === 0 ? "" : mb));
    return row(nameOf(figure), ...times, figure.resources, requestCount(figure), figure.waiting, ...memory);
  });
  return [
    chartOfStaging(figures),
    "",
    "| | Times the empty program | Seconds | Resources | API requests | Waiting | Program, MB | Provider, MB |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
    ...rows,
    "",
    "*ms*: the sandbox waits as long before each answer. *Waiting*: further requests that only look whether something is ready.",
    "What is read again, because something was written meanwhile, makes one or two requests more or less in an `up`.",
    "*MB*: the most that the process has held (`VmHWM`, in MiB).",
  ].join("\n");
}

function chartOfStaging(figures: readonly Figure[]): string {
  const shown = soonest(figures).filter(({ subject }) => subject === EMPTY || subject === "staging");
  const bars = shown.map((figure) => ({ label: chartLabel(figure), value: figure.ratio }));
  return barChart("Staging, in times of an empty program", "times", bars);
}

const chartLabel = (figure: Figure): string => (isEmpty(figure) ? "empty program" : STEP_NAMES[figure.step]);

/** How the work grows with the fleet; nothing where there are no two fleets. */
function furtherResources(figures: readonly Figure[]): string | undefined {
  const grown = STEPS.flatMap((step) => {
    const ms = msPerResource(figures, step);
    return ms === undefined ? [] : [row(STEP_NAMES[step], ms)];
  });
  if (grown.length === 0) return undefined;
  const previews = soonest(figures).filter((figure) => isFleet(figure) && figure.step === "preview");
  const bars = previews.map(({ resources, ratio }) => ({ label: `${resources} resources`, value: ratio }));
  return [
    "\n## As the work grows",
    ...(bars.length > 0 ? [barChart("Preview without a change, in times of an empty program", "times", bars), ""] : []),
    "| Each further resource costs | ms |",
    "|---|--:|",
    ...grown,
  ].join("\n");
}

/** How soon the parts are there. */
const soon = (starts: Figures["starts"]): string =>
  ["\n## How soon", "| | ms |", "|---|--:|", ...namedStarts(starts).map(([name, ms]) => row(name, ms))].join("\n");

/** What a preview of staging would take with one decision undone. */
const worth = (decisions: Figures["decisions"]): string =>
  [
    "\n## What makes it fast",
    "A preview of staging without a change, with one decision undone at a time. [Where the time goes](explanation/speed.md) tells of them.",
    "",
    "| | Times the empty program |",
    "|---|--:|",
    ...Object.entries(decisions).map(([name, ratio]) => row(name, ratio)),
  ].join("\n");

/** What latency costs; nothing where only one was measured. */
function oneAfterAnother(figures: readonly Figure[]): string | undefined {
  const rows = STEPS.flatMap((step) => {
    const answers = roundTrips(figures, "staging", step);
    return answers === undefined ? [] : [row(STEP_NAMES[step], answers)];
  });
  if (rows.length === 0) return undefined;
  return [
    "\n## Far from Heroku",
    "What a millisecond until each answer adds to a command on staging, in milliseconds: as many answers are waited for one after another.",
    "",
    "| | answers |",
    "|---|--:|",
    ...rows,
  ].join("\n");
}

function requestsOfStaging(figures: readonly Figure[]): string {
  const steps = soonest(figures).filter(({ subject }) => subject === "staging");
  const kinds = [...new Set(steps.flatMap(({ requests }) => Object.keys(requests)))].sort();
  return [
    "\n## API requests of staging",
    row("", ...steps.map(({ step }) => STEP_NAMES[step])),
    `|---|${"--:|".repeat(steps.length)}`,
    ...kinds.map((kind) => row(`\`${kind}\``, ...steps.map(({ requests }) => requests[kind] ?? ""))),
    row("all of them", ...steps.map(requestCount)),
  ].join("\n");
}

/** One for each app and kind, and the lists of the whole account. */
function requestsOfRefresh(figures: readonly Figure[]): string | undefined {
  const refreshes = soonest(figures).filter((figure) => isFleet(figure) && figure.step === "refresh");
  const largest = refreshes.toSorted((one, other) => other.resources - one.resources)[0];
  if (!largest) return undefined;
  return [
    `\n## API requests of a refresh of ${largest.subject}`,
    row("", "requests"),
    "|---|--:|",
    ...Object.entries(largest.requests).map(([kind, count]) => row(`\`${kind}\``, count)),
  ].join("\n");
}

const row = (...cells: (string | number)[]): string => `| ${cells.join(" | ")} |`;

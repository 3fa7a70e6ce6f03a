import { EMPTY, EMPTY_CACHED, type Figure, type Figures, isEmpty, requestCount, type Step } from "./figures.ts";
import type { Start, Starts } from "./starts.ts";

export const STEP_NAMES: Record<Step, string> = {
  up: "up from nothing",
  preview: "preview, nothing changed",
  refresh: "refresh, nothing changed",
  change: "up, one config var changed",
  destroy: "destroy",
};

export const START_NAMES: Record<Start, string> = {
  providerReady: "the provider prints its port after its start",
  sandboxReady: "the sandbox prints its address after its start",
  sdkLoads: "SDK and components load, after Pulumi's own parts",
  settingsLoad: "the settings load, after them",
  answer: "the sandbox answers `GET /apps/{}`, with one app",
  answerAmongMany: "the sandbox answers `GET /apps/{}`, with 1,000 apps",
};

/** `staging, 80 ms: refresh, nothing changed`. */
export function nameOf(figure: Figure): string {
  if (isEmpty(figure)) return EMPTY_NAMES[figure.subject] ?? figure.subject;
  const latency = figure.latencyMs === 0 ? "" : `, ${figure.latencyMs} ms`;
  return `${figure.subject}${latency}: ${STEP_NAMES[figure.step]}`;
}

const EMPTY_NAMES: Record<string, string> = {
  [EMPTY]: "empty program: preview",
  [EMPTY_CACHED]: "empty program, compile cache: preview",
};

/** The rows of the table of what each decision is worth. */
export const decisionRows = ({ decisions }: Figures): Record<string, Record<string, number>> =>
  Object.fromEntries(Object.entries(decisions).map(([name, ratio]) => [name, { "× empty": ratio }]));

/** The rows of the table of what is there how soon. */
export const startRows = ({ starts }: Figures): Record<string, Record<string, number>> =>
  Object.fromEntries(namedStarts(starts).map(([name, ms]) => [name, { ms }]));

export const namedStarts = (starts: Starts): [name: string, ms: number][] =>
  Object.entries(START_NAMES).map(([start, name]) => [name, Math.round(starts[start as Start] * 100) / 100]);

/** The rows of the table in a terminal, by their names. */
export function tableRows({ figures }: Figures): Record<string, Record<string, number>> {
  return Object.fromEntries(
    figures.map((figure) => [
      nameOf(figure),
      {
        "× empty": figure.ratio,
        seconds: figure.ms / 1000,
        resources: figure.resources,
        requests: requestCount(figure),
        waiting: figure.waiting,
        "program MB": figure.programMb,
        "provider MB": figure.providerMb,
      },
    ]),
  );
}

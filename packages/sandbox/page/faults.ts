import { html } from "hono/html";
import type { Controlled } from "../middleware/control.ts";
import type { Armed, Fault } from "../middleware/faults.ts";
import { accounts } from "../model/account.ts";
import type { Platform } from "../platform.ts";
import { type Filled, faultForm } from "./fault-form.ts";
import { kindOf } from "./fault-words.ts";
import type { Page } from "./layout.ts";
import { accountName, BASE, code, empty, type Html, named, row, section, table } from "./parts.ts";
import { counted } from "./text.ts";

/** What was done or refused by the form that led here. */
export interface Outcome {
  done?: string | undefined;
  fault?: Filled;
  limit?: string;
  reset?: string;
}

export function faultsPage(platform: Platform, controlled: Controlled, outcome: Outcome = {}): Page {
  const armed = controlled.faults.list();
  const done = outcome.done === undefined ? undefined : DONE[outcome.done];
  return {
    title: "Faults",
    of: "Faults",
    content: html`<h1>Faults</h1>
${done ? html`<p class="done" role="status">${done}</p>` : ""}
<p>What goes wrong here on purpose, to see what a client makes of it. Nothing of it is kept when the sandbox ends.</p>
${section({ id: "armed", title: "Set now", note: String(armed.length), wide: true }, armed.length === 0 ? empty("No faults: everything works.") : armedList(armed))}
<div class="grid">
${section({ id: "fault", title: "Set a fault", isLive: false }, html`${presets()}${faultForm(outcome.fault)}`)}
<div class="stack">
${section({ id: "rate-limit", title: "Rate limit", isLive: false }, rateLimit(platform, controlled, outcome.limit))}
${section({ id: "reset", title: "Begin anew", isLive: false }, reset(outcome.reset))}
</div>
</div>
`,
  };
}

const DONE: Record<string, string> = {
  set: "The fault is set.",
  cleared: "The fault is gone.",
  "all-cleared": "All faults are gone.",
  limit: "The rate limit is another one from now on.",
  reset: "Everything is forgotten.",
};

function armedList(armed: readonly Armed[]): Html {
  const rows = armed.map(({ id, fault, seen, struck }) =>
    row(
      html`<span class="method">${fault.method === "*" ? "any" : fault.method}</span> ${code(fault.path)}`,
      oftenOf(fault),
      named(kindOf(fault)),
      `struck ${struck} of ${seen}`,
      html`<form method="post" action="${BASE}/faults/clear"><input type="hidden" name="id" value="${id}"><button aria-label="Clear fault ${id}">Clear</button></form>`,
    ),
  );
  return html`${table("armed-title", ["Requests", "How often", "What goes wrong", "So far", "Clear"], rows)}
<form method="post" action="${BASE}/faults/clear"><button>Clear all</button></form>
`;
}

function oftenOf({ nth, rate }: Fault): string {
  if (nth !== undefined) return `only number ${nth}`;
  return rate === undefined ? "each" : `${Number((rate * 100).toPrecision(4))} of 100`;
}

const PRESETS: [text: string, values: Record<string, string>][] = [
  ["One POST of ten fails", { method: "POST", path: ".", which: "rate", rate: "10", kind: "status", status: "503" }],
  ["One answer of twenty is lost", { method: "*", path: ".", which: "rate", rate: "5", kind: "drop-after" }],
  ["Everything is slow", { method: "*", path: ".", which: "every", kind: "delay", ms: "500", msMax: "1500" }],
  [
    "One request of five is too many",
    { method: "*", path: ".", which: "rate", rate: "20", kind: "status", status: "429" },
  ],
];

const presets = (): Html => html`<p class="hint">At once:</p><div class="presets">${PRESETS.map(
  ([
    text,
    values,
  ]) => html`<form method="post" action="${BASE}/faults">${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button>${text}</button></form>
`,
)}</div>
`;

function rateLimit(platform: Platform, { limiter }: Controlled, wrong: string | undefined): Html {
  const known = accounts(platform).list();
  const left = known.map(
    ({ id }) =>
      html`<li>${accountName(id)} <span class="sub">${limiter.remaining(id).toLocaleString("en")} left</span></li>`,
  );
  const field = (
    name: string,
    label: string,
    value: number,
    least: number,
  ) => html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" min="${least}" value="${value}" required></div>
`;
  return html`<p>${counted(limiter.perHour(), "request")} an hour for each account.</p>
${left.length > 0 ? html`<ul class="names">${left.slice(0, 20)}</ul>` : ""}
${wrong === undefined ? "" : html`<p class="error" role="alert">${wrong}</p>`}
<form class="fields" method="post" action="${BASE}/rate-limit">
${field("perHour", "Requests an hour", limiter.perHour(), 1)}${field("left", "Left now, of each account", limiter.perHour(), 0)}
<button>Set the rate limit</button></form>
`;
}

const reset = (
  wrong: string | undefined,
): Html => html`<p>Forgets every account, app and add-on, the request log and the faults. What Pulumi keeps as its state stays as it is,
and speaks of things that are gone then: <code>rm -rf .sandbox</code> begins anew with both.</p>
${wrong === undefined ? "" : html`<p class="error" role="alert">${wrong}</p>`}
<form class="fields" method="post" action="${BASE}/reset">
<div class="choice"><label><input type="checkbox" name="sure" value="yes" required> Yes, forget everything</label></div>
<button class="danger">Forget everything</button></form>
`;

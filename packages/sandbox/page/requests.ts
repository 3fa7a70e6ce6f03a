import { html } from "hono/html";
import type { RecentRequest, RequestLog } from "../middleware/request-log.ts";
import { accounts } from "../model/account.ts";
import type { Platform } from "../platform.ts";
import { kindOf } from "./fault-words.ts";
import type { Page } from "./layout.ts";
import { accountName, BASE, badge, code, empty, type Html, row, section, type Tone, table, time } from "./parts.ts";
import { maskedPath } from "./secrets.ts";
import { counted } from "./text.ts";

const SHOWN = 150;

export interface Filter {
  /** An account's id, or "none" for requests without a known key. */
  account: string;
  status: string;
}

/** The choices of the filter, and which requests each lets through. */
const STATUSES: Record<string, [text: string, lets: (status: number) => boolean]> = {
  "": ["any", () => true],
  "2": ["2xx and 3xx: well", (status) => status >= 200 && status < 400],
  "4": ["4xx: refused", (status) => status >= 400 && status < 500],
  "5": ["5xx: failed", (status) => status >= 500],
  dropped: ["dropped", (status) => status === 0],
};

export function requestsPage(platform: Platform, log: RequestLog, filter: Filter): Page {
  const recent = log.recent();
  const lets = STATUSES[filter.status]?.[1] ?? (() => true);
  const found = recent.filter(
    ({ account = "none", request }) => (filter.account === "" || account === filter.account) && lets(request.status),
  );
  const rows = found
    .slice(-SHOWN)
    .toReversed()
    .map((request) => requestRow(platform, request));
  const note = `${rows.length} of ${counted(log.list().length, "request")}, the newest first`;
  const content =
    rows.length > 0
      ? table("requests-title", ["Request", "Answer", "Took", "When", "Account"], rows)
      : empty(
          recent.length > 0
            ? "No request is of this kind."
            : "No request has come to the API yet; those for this page are not counted.",
        );
  return {
    title: "Requests",
    of: "Requests",
    content: html`<h1>Requests</h1>
${filterForm(platform, filter)}
${section({ id: "requests", title: "To the API", note, wide: true }, content)}
<form class="line" method="post" action="${BASE}/requests/clear"><button>Clear this log</button>
<span class="hint">Also what <code>GET /_sandbox/requests</code> tells.</span></form>
`,
  };
}

function filterForm(platform: Platform, filter: Filter): Html {
  const option = (value: string, text: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ""}>${text}</option>`;
  const known = accounts(platform)
    .list()
    .map(({ id }) => [id, accountName(id)] as const);
  return html`<form class="line" method="get" action="${BASE}/requests">
<label for="account">Account</label>
<select id="account" name="account">${[["", "any"] as const, ...known, ["none", "no known key"] as const].map(([id, text]) => option(id, text, filter.account))}</select>
<label for="status">Answer</label>
<select id="status" name="status">${Object.entries(STATUSES).map(([value, [text]]) => option(value, text, filter.status))}</select>
<button>Show</button></form>
`;
}

function requestRow(platform: Platform, { request, account, faults, at, ms }: RecentRequest): Html {
  return row(
    html`<span class="method">${request.method}</span> ${code(maskedPath(request.path))}`,
    html`${answerOf(request.status, ms)}${faults.map((fault) => html` <span class="sub">fault: ${kindOf(fault)}</span>`)}`,
    ms === undefined ? "" : `${ms} ms`,
    time(at, platform.now()),
    account === undefined ? html`<span class="none">no known key</span>` : accountName(account),
  );
}

function answerOf(status: number, ms: number | undefined): Html {
  if (status === 0) return ms === undefined ? badge("under way") : badge("dropped", "bad");
  const tone: Tone = status >= 500 ? "bad" : status >= 400 ? "warn" : "good";
  return badge(String(status), tone);
}

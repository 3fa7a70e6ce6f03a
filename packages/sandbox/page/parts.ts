import { html } from "hono/html";
import type { App } from "../model/app.ts";
import { shown } from "./text.ts";

// What the pages are made of. `html` escapes whatever is no HTML already.

export type Html = ReturnType<typeof html>;

export const BASE = "/_sandbox/page";

/** The page of an app, by its name, which is unique among all accounts. */
export const appPath = (name: string): string => `${BASE}/apps/${encodeURIComponent(name)}`;

/** Names of apps are of harmless letters, and short. */
export const appLink = ({ name }: Pick<App, "name">): Html => html`<a href="${appPath(name)}">${name}</a>`;

/** A name that somebody gave: whatever direction it is written in, it changes nothing around it. */
export const named = (name: string, most?: number): Html => html`<bdi>${shown(name, most)}</bdi>`;

export const code = (text: string, most?: number): Html => html`<code dir="auto">${shown(text, most)}</code>`;

/** Enough to tell accounts apart; it has nothing to do with the account's key. */
export const accountName = (id: string): string => `account ${id.slice(0, 8)}`;

const AGO = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "narrow" });
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long ago, with the exact moment to be had. */
export function time(at: string | number, now: number): Html {
  const moment = new Date(at);
  const exact = moment.toISOString().slice(0, 19);
  return html`<time datetime="${exact}Z" title="${exact.replace("T", " ")} UTC">${ago(moment.getTime(), now)}</time>`;
}

function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 1];
  return seconds === 0 ? "just now" : AGO.format(-Math.floor(seconds / size), unit);
}

export type Tone = "good" | "warn" | "bad" | "quiet";

/** A state in a word; the colour only repeats what the word says. */
export const badge = (word: string, tone: Tone = "quiet"): Html => html`<span class="badge ${tone}">${word}</span>`;

interface Section {
  id: string;
  title: Html | string;
  /** Beside the title: how many, or what it comes to. */
  note?: Html | string;
  /** It is brought up to date while the page is open. */
  isLive?: boolean;
  wide?: boolean;
}

export const section = ({ id, title, note, isLive = true, wide }: Section, content: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title" class="card${wide ? " wide" : ""}"${isLive ? html` data-live` : ""}>
<h2 id="${id}-title">${title}${note === undefined ? "" : html` <span class="note">${note}</span>`}</h2>
${content}</section>
`;

/** What stands where there is nothing, and what to do about it. */
export const empty = (text: Html | string): Html => html`<p class="empty">${text}</p>`;

/** What stands below a list of which only the first ones are shown. */
export const more = (hidden: number): Html | string =>
  hidden > 0 ? html`<p class="hint">… and ${hidden} more.</p>` : "";

/** The first cell of each row names the row. On narrow screens a row becomes a block. */
export const table = (titleId: string, head: readonly string[], rows: readonly Html[]): Html =>
  html`<table aria-labelledby="${titleId}"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>
`;

export const row = (first: Html, ...cells: (Html | string)[]): Html =>
  html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;

export const facts = (entries: readonly (readonly [name: string, value: Html | string])[]): Html =>
  html`<dl class="facts">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;

import { html } from "hono/html";
import { asset } from "./assets.ts";
import { BASE, type Html } from "./parts.ts";

export interface Page {
  title: string;
  /** Which entry of the navigation it belongs to. */
  of?: keyof typeof NAVIGATION;
  content: Html;
  /** Of the answer; 200 where none is given. */
  status?: number;
}

const NAVIGATION = {
  Apps: "/",
  Pipelines: `${BASE}/pipelines`,
  Activity: `${BASE}/activity`,
  Requests: `${BASE}/requests`,
  Faults: `${BASE}/faults`,
};

/** How many faults are set stands on every page: whoever wonders why things fail should see it. */
export function layout({ title, of, content }: Page, faults: number): Html {
  const count = (name: string) =>
    name === "Faults" && faults > 0 ? html` <span class="count">${faults} set</span>` : "";
  const link = ([name, path]: [string, string]) =>
    html`<li><a href="${path}"${name === of ? html` aria-current="page"` : ""}>${name}${count(name)}</a></li>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Heroku sandbox</title>
<link rel="icon" href="${asset("icon.svg")}">
<link rel="stylesheet" href="${asset("style.css")}">
<script src="${asset("script.js")}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<a class="brand" href="/">Heroku sandbox</a>
<nav aria-label="Pages"><ul>${Object.entries(NAVIGATION).map(link)}</ul></nav>
<button id="live" type="button" hidden>Pause</button>
</header>
<main id="main" tabindex="-1">
${content}</main>
<footer>
<p>No code runs here, nothing is billed, and nothing leaves this machine. Config vars show by name only.</p>
</footer>
<p id="news" role="status" class="unseen"></p>
</body>
</html>
`;
}

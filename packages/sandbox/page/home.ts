import { html } from "hono/html";
import { accounts } from "../model/account.ts";
import { addOns } from "../model/add-on.ts";
import { type App, apps } from "../model/app.ts";
import { couplings, pipelines } from "../model/pipeline.ts";
import type { Platform } from "../platform.ts";
import { type Costs, monthlyCents, partsOf, totalCents, usesEco } from "./cost.ts";
import { feed } from "./feed.ts";
import type { Page } from "./layout.ts";
import {
  accountName,
  appLink,
  BASE,
  badge,
  empty,
  facts,
  type Html,
  named,
  row,
  section,
  table,
  time,
} from "./parts.ts";
import { pipelineSections } from "./pipelines.ts";
import { stageOf } from "./stages.ts";
import { money } from "./text.ts";

const LINES = 10;
/** So many apps fit on a screen, with their pipelines below. */
const FEW = 10;
/** As many apps as an account may have. */
const ON_A_PAGE = 100;

export interface Asked {
  /** Part of an app's name. */
  q: string;
  page: number;
}

/** All apps of all accounts, and what happened last. */
export function home(platform: Platform, asked: Asked): Page {
  const all = apps(platform)
    .list()
    .map((app) => ({ app, parts: partsOf(platform, app) }));
  const isOfMany = accounts(platform).count() > 1;
  const happened = feed(platform, LINES, isOfMany) ?? empty("Every change will have a line here, while it happens.");
  const whole = html`<a href="${BASE}/activity">all of it</a>`;
  return {
    title: "Apps",
    of: "Apps",
    content: html`<h1>Apps</h1>
<div data-live id="sum">${all.length > 0 ? sum(platform, all) : ""}</div>
<div class="beside">
<div class="stack">
${section({ id: "apps", title: "All apps", note: String(all.length) }, all.length > 0 ? list(platform, all, asked, isOfMany) : nothing())}
<div data-live id="pipelines" class="stack">${all.length <= FEW ? pipelineSections(platform) : ""}</div>
</div>
${section({ id: "activity", title: "Activity", note: whole }, happened)}
</div>
`,
  };
}

function list(platform: Platform, all: readonly Costs[], { q, page }: Asked, isOfMany: boolean): Html {
  const found = all
    .filter(({ app }) => app.name.includes(q.toLowerCase()))
    .toSorted((one, other) => (one.app.name < other.app.name ? -1 : 1));
  const shown = found.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
  const rows = shown.map((costs) => appRow(platform, costs, isOfMany));
  const head = ["App", "Pipeline", "Dynos", "Add-ons", "Last release", "A month"];
  return html`${all.length > FEW || q !== "" ? search(q) : ""}
${rows.length > 0 ? table("apps-title", head, rows) : empty("No app's name has this in it.")}
${pager(q, page, Math.ceil(found.length / ON_A_PAGE))}`;
}

function sum(platform: Platform, all: readonly Costs[]): Html {
  const dynos = all.flatMap(({ parts }) => parts.formation).reduce((count, { quantity }) => count + quantity, 0);
  return facts([
    ["Apps", String(all.length)],
    ["Dynos", String(dynos)],
    ["Add-ons", String(addOns(platform).count())],
    ["Pipelines", String(pipelines(platform).count())],
    ["Accounts", String(accounts(platform).count())],
    ["At Heroku's prices", html`${money(totalCents(all))} <span class="note">a month</span>`],
  ]);
}

function appRow(platform: Platform, { app, parts }: Costs, isOfMany: boolean): Html {
  const { region, stack, maintenance, account, released_at, latest_version } = app;
  const under = [region, stack, ...(isOfMany ? [accountName(account)] : [])].join(" · ");
  const released = released_at === null ? "" : html` <span class="sub">${time(released_at, platform.now())}</span>`;
  return row(
    html`${appLink(app)}${maintenance ? html` ${badge("maintenance", "warn")}` : ""} <span class="sub">${under}</span>`,
    pipelineOf(platform, app),
    dynosOf(parts.formation),
    parts.addOns.length === 0 ? html`<span class="none">no add-ons</span>` : addOnsOf(parts.addOns),
    html`v${latest_version}${released}`,
    html`${money(monthlyCents(parts))}${usesEco(parts) ? html` <span class="sub">+ Eco</span>` : ""}`,
  );
}

function pipelineOf(platform: Platform, { id }: App): Html {
  const coupling = couplings(platform).find({ app: id });
  const pipeline = coupling && pipelines(platform).get(coupling.pipeline);
  if (!pipeline) return html`<span class="none">no pipeline</span>`;
  return html`${stageOf(coupling.stage)} <span class="sub">${named(pipeline.name)}</span>`;
}

function dynosOf(formation: Costs["parts"]["formation"]): Html {
  const running = formation.filter(({ quantity }) => quantity > 0);
  if (running.length === 0) return html`<span class="none">no dynos</span>`;
  const sizes = [...new Set(running.map(({ size }) => size))].join(", ");
  return html`${running.map(({ type, quantity }) => `${type} ${quantity}`).join(", ")} <span class="sub">${sizes}</span>`;
}

function addOnsOf(owned: Costs["parts"]["addOns"]): Html {
  const busy = owned.filter(({ state }) => state !== "provisioned").length;
  return html`${owned.length} <span class="unit">${owned.length === 1 ? "add-on" : "add-ons"}</span>${busy > 0 ? html` <span class="sub">${busy} not ready</span>` : ""}`;
}

const search = (q: string): Html =>
  html`<form class="line" method="get" action="/" role="search"><label for="q">Part of a name</label>
<input id="q" name="q" type="search" value="${q}"><button>Find</button></form>
`;

function pager(q: string, page: number, pages: number): Html | string {
  if (pages <= 1) return "";
  const link = (to: number, text: string) =>
    to < 1 || to > pages
      ? ""
      : html`<a href="/?${new URLSearchParams({ q, page: String(to) }).toString()}">${text}</a>`;
  return html`<nav class="pager" aria-label="Pages of apps">${link(page - 1, "Earlier")}<span>Page ${page} of ${pages}</span>${link(page + 1, "Further")}</nav>
`;
}

const nothing = (): Html => html`<div class="empty">
<p>There are no apps yet. To see some, in the repository that this sandbox came with:</p>
<ul>
<li><code>npm run page</code> shows the sandbox of <code>npm start</code> and <code>npx pulumi</code>, which is another one
than this if you have started this with <code>npm run sandbox</code>;</li>
<li><code>npm start</code> brings up two environments there.</li>
</ul>
<p>Or make one here, with any API key that you like:</p>
<pre tabindex="0"><code>export HEROKU_API_URL=&lt;the address of this page&gt;
curl "$HEROKU_API_URL/apps" --json '{"name": "my-notebook"}' \\
  -H "Authorization: Bearer anything" -H "Accept: application/vnd.heroku+json; version=3"</code></pre>
</div>
`;

import { html } from "hono/html";
import { accounts } from "../../model/account.ts";
import { type App, webHost } from "../../model/app.ts";
import { couplings, pipelines } from "../../model/pipeline.ts";
import { spaces } from "../../model/space.ts";
import { teams } from "../../model/team.ts";
import type { Platform } from "../../platform.ts";
import { partsOf } from "../cost.ts";
import type { Page } from "../layout.ts";
import { accountName, BASE, badge, code, facts, type Html, named, time } from "../parts.ts";
import { maskedFor } from "../secrets.ts";
import { stageOf } from "../stages.ts";
import { addOnSection } from "./add-ons.ts";
import { configSection } from "./config.ts";
import { costSection } from "./cost.ts";
import { domainSection } from "./domains.ts";
import { formationSection } from "./formation.ts";
import { logSection } from "./log.ts";
import { accessSection, drainSection } from "./others.ts";
import { releaseSection } from "./releases.ts";

/** One app, as its owner sees it at Heroku. */
export function appPage(platform: Platform, app: App): Page {
  const parts = partsOf(platform, app);
  const masked = maskedFor(platform, app);
  return {
    title: app.name,
    of: "Apps",
    content: html`<h1>${named(app.name)}</h1>
<div data-live id="about">${about(platform, app)}</div>
<div class="grid">
<div class="stack">
${formationSection(parts, masked)}
${costSection(parts)}
</div>
<div class="stack">
${addOnSection(platform, app)}
${configSection(platform, app)}
</div>
${domainSection(platform, app)}
${releaseSection(platform, app)}
${accessSection(platform, app)}
${drainSection(platform, app)}
${logSection(platform, app, masked)}
</div>
`,
  };
}

function about(platform: Platform, app: App): Html {
  const coupling = couplings(platform).find({ app: app.id });
  const pipeline = coupling && pipelines(platform).get(coupling.pipeline);
  const team = app.team === null ? undefined : teams(platform).get(app.team);
  const space = app.space === null ? undefined : spaces(platform).get(app.space);
  const next = app.build_stack === app.stack ? "" : html` <span class="note">next build: ${app.build_stack}</span>`;
  return facts([
    ["Maintenance", app.maintenance ? badge("on", "warn") : "off"],
    ...(pipeline
      ? [
          [
            "Pipeline",
            html`<a href="${BASE}/pipelines">${named(pipeline.name)}</a> ${stageOf(coupling.stage)}`,
          ] as const,
        ]
      : []),
    ["Region", app.region],
    ["Stack", html`${app.stack}${next}`],
    ["Runs", app.buildpack_provided_description === null ? "no code yet" : named(app.buildpack_provided_description)],
    ...(team ? [["Team", named(team.name)] as const] : []),
    ...(space ? [["Space", named(space.name)] as const] : []),
    ...(accounts(platform).count() > 1 ? [["Owner", accountName(app.account)] as const] : []),
    ["Made", time(app.created_at, platform.now())],
    ["At Heroku", code(webHost(app))],
  ]);
}

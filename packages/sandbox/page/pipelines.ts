import { html } from "hono/html";
import { accounts } from "../model/account.ts";
import { apps } from "../model/app.ts";
import { couplings, type Pipeline, pipelines, STAGES } from "../model/pipeline.ts";
import { releases } from "../model/release.ts";
import { slugs } from "../model/slug.ts";
import type { Platform } from "../platform.ts";
import { monthlyCents, partsOf } from "./cost.ts";
import type { Page } from "./layout.ts";
import { accountName, appLink, badge, code, empty, type Html, named, section, time } from "./parts.ts";
import { stageOf } from "./stages.ts";
import { money } from "./text.ts";

export function pipelinesPage(platform: Platform): Page {
  const sections = pipelineSections(platform);
  const none = section(
    { id: "none", title: "No pipelines", isLive: false },
    empty(
      html`A pipeline joins the apps that the same code runs on: <code>heroku pipelines:create notebook -a my-notebook</code>`,
    ),
  );
  return {
    title: "Pipelines",
    of: "Pipelines",
    content: html`<h1>Pipelines</h1>
<div data-live id="pipelines">${sections.length === 0 ? none : sections}</div>`,
  };
}

/** All of them, each with its stages. */
export const pipelineSections = (platform: Platform): Html[] => {
  const isOfMany = accounts(platform).count() > 1;
  return pipelines(platform)
    .list()
    .map((pipeline) => pipelineSection(platform, pipeline, isOfMany));
};

/** The stages from left to right, as code goes through them; those without apps are left out but for the usual two. */
function pipelineSection(platform: Platform, { id, name, account }: Pipeline, isOfMany: boolean): Html {
  const coupled = couplings(platform).list({ pipeline: id });
  const stages = STAGES.filter(
    (stage) => stage === "staging" || stage === "production" || coupled.some((coupling) => coupling.stage === stage),
  );
  const columns = stages.map((stage) => {
    const here = coupled.filter((coupling) => coupling.stage === stage);
    return html`<div class="column"><h3>${stageOf(stage)}</h3>
${here.length === 0 ? empty("No app.") : html`<ul>${here.map(({ app }) => html`<li>${cardOf(platform, app)}</li>`)}</ul>`}</div>
`;
  });
  const title = html`${named(name)}`;
  return section(
    { id: `pipeline-${id}`, title, isLive: false, note: isOfMany ? `pipeline of ${accountName(account)}` : "pipeline" },
    html`<div class="columns">${columns}</div>`,
  );
}

function cardOf(platform: Platform, id: string): Html {
  const app = apps(platform).get(id);
  if (!app) return html`an app that is gone`;
  const current = app.release === null ? undefined : releases(platform).get(app.release);
  const commit = app.slug === null ? undefined : (slugs(platform).get(app.slug)?.commit ?? app.slug);
  const maintenance = app.maintenance ? html` ${badge("maintenance", "warn")}` : "";
  return html`${appLink(app)}${maintenance}
<span class="sub">${commit === undefined ? "no code yet" : html`code ${code(commit.slice(0, 8))}`}${current ? html` · v${current.version}, ${time(current.created_at, platform.now())}` : ""}</span>
<span class="sub">${money(monthlyCents(partsOf(platform, app)))} a month</span>
`;
}

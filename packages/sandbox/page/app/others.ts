import { html } from "hono/html";
import type { App } from "../../model/app.ts";
import { serializeCollaborators } from "../../model/collaborator.ts";
import { logDrains } from "../../model/log-drain.ts";
import { telemetryDrains } from "../../model/telemetry-drain.ts";
import type { Platform } from "../../platform.ts";
import { code, empty, type Html, more, named, section } from "../parts.ts";

const MOST = 50;

export function accessSection(platform: Platform, app: App): Html {
  const people = serializeCollaborators(platform, app);
  const items = people
    .slice(0, MOST)
    .map(({ role, user }) => html`<li>${named(user.email)} <span class="sub">${role}</span></li>`);
  return section(
    { id: "access", title: "Access", note: String(people.length) },
    html`<ul class="names">${items}</ul>${more(people.length - MOST)}`,
  );
}

/** Of their addresses the hosts only: the rest may hold a password. */
export function drainSection(platform: Platform, app: App): Html {
  const logs = logDrains(platform)
    .list({ app: app.id })
    .map(({ url }) => html`<li>${hostOf(url)} <span class="sub">logs</span></li>`);
  const telemetry = telemetryDrains(platform)
    .list({ app: app.id })
    .map(({ endpoint, signals }) => html`<li>${hostOf(endpoint)} <span class="sub">${signals.join(", ")}</span></li>`);
  const items = [...logs, ...telemetry];
  return section(
    { id: "drains", title: "Drains", note: `${items.length}, nothing is sent` },
    items.length === 0
      ? empty(html`None. <code>heroku drains:add https://logs.example.com -a ${app.name}</code> adds one.`)
      : html`<ul class="names">${items}</ul>`,
  );
}

const hostOf = (address: string): Html => code(URL.parse(address)?.host || "an address without a host");

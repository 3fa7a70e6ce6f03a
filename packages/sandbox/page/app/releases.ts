import { html } from "hono/html";
import type { App } from "../../model/app.ts";
import { type Release, releases } from "../../model/release.ts";
import type { Platform } from "../../platform.ts";
import { accountName, badge, code, empty, type Html, named, row, section, type Tone, table, time } from "../parts.ts";
import { changesBy } from "../release-changes.ts";
import { masked } from "../secrets.ts";

const SHOWN = 40;

const TONES: Record<Release["status"], Tone> = { pending: "warn", succeeded: "good", failed: "bad", expired: "bad" };

/** The newest first, each with what it changed; config vars by name. */
export function releaseSection(platform: Platform, app: App): Html {
  const newest = releases(platform).list({ app: app.id }, { newestFirst: true, limit: SHOWN + 1 });
  const rows = newest.slice(0, SHOWN).map((release, index) => releaseRow(platform, app, release, newest[index + 1]));
  const count = releases(platform).count({ app: app.id });
  const rest =
    count > SHOWN
      ? html`<p class="hint">… and ${count - SHOWN} earlier ones: <code>heroku releases -a ${app.name}</code></p>`
      : "";
  return section(
    { id: "releases", title: "Releases", note: String(count), wide: true },
    rows.length === 0
      ? empty("None.")
      : html`${table("releases-title", ["Version", "What it says", "What it changed", "Status", "When and who"], rows)}${rest}`,
  );
}

function releaseRow(platform: Platform, app: App, release: Release, before: Release | undefined): Html {
  const { id, version, description, status, user, created_at } = release;
  const isCurrent = id === app.release;
  return row(
    html`v${version}`,
    named(masked(description.replaceAll("@ref:", ""))),
    changes(platform, release, before),
    html`${badge(status, TONES[status])}${isCurrent ? html` ${badge("current")}` : ""}`,
    html`${time(created_at, platform.now())} <span class="sub keep">${accountName(user)}</span>`,
  );
}

const MOST = 40;

/** "set `S3_KEY` `S3_SECRET`", a line for each kind of change. */
function changes(platform: Platform, release: Release, before: Release | undefined): Html {
  const lines = Object.entries(changesBy(platform, release, before)).filter(([, names]) => names.length > 0);
  return html`${lines.map(
    ([word, names]) =>
      html`<span class="item">${word} ${names.slice(0, MOST).map((name) => html`${code(name)} `)}${names.length > MOST ? `and ${names.length - MOST} more` : ""}</span> `,
  )}`;
}

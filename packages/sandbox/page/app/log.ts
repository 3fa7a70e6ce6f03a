import { html } from "hono/html";
import type { App } from "../../model/app.ts";
import { logLines } from "../../model/log.ts";
import type { Platform } from "../../platform.ts";
import { empty, type Html, named, section, time } from "../parts.ts";
import type { Masked } from "../secrets.ts";

const SHOWN = 60;
const MOST = 400;

/** The last lines, the newest first. What is or looks like a secret is masked in them. */
export function logSection(platform: Platform, { id }: App, masked: Masked): Html {
  const lines = logLines(platform).list({ app: id }, { newestFirst: true, limit: SHOWN });
  const items = lines.map(
    ({ at, source, dyno, text }) =>
      html`<li>${time(at, platform.now())} <code>${source}[${named(dyno)}]</code> ${named(masked(text), MOST)}</li>
`,
  );
  return section(
    { id: "log", title: "Log", note: "the newest first, secrets masked", wide: true },
    items.length === 0 ? empty("Nothing was logged yet.") : html`<ol class="log">${items}</ol>`,
  );
}

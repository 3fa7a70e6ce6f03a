import { html } from "hono/html";
import { accounts } from "../model/account.ts";
import type { Platform } from "../platform.ts";
import { feed } from "./feed.ts";
import type { Page } from "./layout.ts";
import { empty, section } from "./parts.ts";

const SHOWN = 150;

export function activityPage(platform: Platform): Page {
  const lines = feed(platform, SHOWN, accounts(platform).count() > 1);
  return {
    title: "Activity",
    of: "Activity",
    content: html`<h1>Activity</h1>
${section(
  { id: "feed", title: "What happened", note: `the last ${SHOWN} changes, the newest first`, wide: true },
  lines ?? empty("Nothing has changed yet. Every change will have a line here, while it happens."),
)}`,
  };
}

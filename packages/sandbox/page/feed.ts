import { html } from "hono/html";
import { addOns } from "../model/add-on.ts";
import { apps } from "../model/app.ts";
import { type Event, events } from "../model/event.ts";
import type { Platform } from "../platform.ts";
import { accountName, appLink, code, type Html, named, time } from "./parts.ts";
import { masked, maskedPath } from "./secrets.ts";

/** What happened last, the newest first. */
export function feed(platform: Platform, limit: number, isOfMany: boolean): Html | undefined {
  const lines = events(platform).list({}, { newestFirst: true, limit });
  if (lines.length === 0) return undefined;
  return html`<ol class="feed">${lines.map((event) => lineOf(platform, event, isOfMany))}</ol>
`;
}

/** Where the feed stands: another text whenever there is a new line. */
export const newestEvent = (platform: Platform): string =>
  events(platform).list({}, { newestFirst: true, limit: 1 })[0]?.id ?? "";

function lineOf(platform: Platform, event: Event, isOfMany: boolean): Html {
  const { text, about } = told(platform, event);
  const app = about === undefined ? undefined : apps(platform).get(about);
  return html`<li data-id="${event.id.slice(0, 13)}">${time(event.at, platform.now())}
<span class="what">${text}</span>
<span class="about">${app ? appLink(app) : ""}${isOfMany ? html` ${accountName(event.account)}` : ""}</span></li>
`;
}

/** A write that nobody has told in words is noted by its method and path. */
const BY_PATH = /^([A-Z]+) (\/\S*)$/;
const UUID = /^[\da-f]{8}-[\da-f-]{27}$/i;
const DATA_API = /^\/(client|data|postgres|redis)(\/maintenances)?\/v\d+/;
const NOUNS: Record<string, string> = {
  acm: "automatic certificates",
  addons: "add-on",
  "addon-attachments": "attachment",
};
const DONE: Record<string, string> = { POST: "Added", PUT: "Set", PATCH: "Changed", DELETE: "Removed" };

interface Told {
  text: Html;
  /** An app's id. */
  about?: string | undefined;
}

function told(platform: Platform, { text, app }: Event): Told {
  const [, method = "", path = ""] = BY_PATH.exec(text) ?? [];
  if (path === "") return { text: named(masked(withoutApp(text)), 400), about: app ?? undefined };
  return byPath(platform, method, path);
}

/** The app's name stands beside each line already. */
const withoutApp = (text: string) => text.replace(/^(v\d+) of [a-z\d-]+: /, "$1: ").replaceAll("@ref:", "");

/** `PATCH /apps/{id}/features/preboot` is "Changed feature preboot", and about the app. */
function byPath(platform: Platform, method: string, path: string): Told {
  const parts = path.replace(DATA_API, "").split("/").slice(1);
  const about = parentOf(platform, parts);
  const [noun = "", ...rest] = parts.length > 2 && about !== undefined ? parts.slice(2) : parts;
  const done = DONE[method];
  if (!done || path.includes("/actions/") || rest.length > 1) {
    return { text: html`${method} ${code(maskedPath(path))}`, about };
  }
  const name = rest.find((part) => !UUID.test(part));
  const shownName = name === undefined ? "" : html` ${named(maskedPath(`/${noun}/${name}`).slice(noun.length + 2))}`;
  return { text: html`${done} ${NOUNS[noun] ?? singular(noun)}${shownName}`, about };
}

/** The app that a path begins with, or that pays for the add-on that it begins with. */
function parentOf(platform: Platform, [noun, identity = ""]: readonly string[]): string | undefined {
  if (noun === "addons" || noun === "databases") {
    return (addOns(platform).get(identity) ?? addOns(platform).find({ name: identity }))?.app;
  }
  if (noun !== "apps") return undefined;
  return (apps(platform).get(identity) ?? apps(platform).find({ name: identity }))?.id;
}

const singular = (noun: string) =>
  noun
    .replaceAll("-", " ")
    .replace(/ies$/, "y")
    .replace(/(?<=[^s])s$/, "");

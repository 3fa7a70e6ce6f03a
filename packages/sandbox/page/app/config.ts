import { html } from "hono/html";
import { addOnAttachments } from "../../model/add-on-attachment.ts";
import type { App } from "../../model/app.ts";
import { type Config, configs } from "../../model/config.ts";
import type { Platform } from "../../platform.ts";
import { code, empty, type Html, more, named, section } from "../parts.ts";

const MOST = 300;

/** Names only: what they are set to never leaves the sandbox by this page. */
export function configSection(platform: Platform, { id, name }: App): Html {
  const config = configs(platform).get(id);
  const own = Object.keys(config?.vars ?? {}).toSorted();
  const owned = Object.entries(config?.attached ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const items = [
    ...own.map((key) => html`<li>${code(key)}</li>`),
    ...owned.map(([key, value]) => html`<li>${code(key)} <span class="sub">${setBy(platform, value)}</span></li>`),
  ];
  return section(
    { id: "config", title: "Config vars", note: `${items.length}, names only` },
    items.length === 0
      ? empty(html`None. <code>heroku config:set GREETING=hello -a ${name}</code> sets one.`)
      : html`<ul class="names">${items.slice(0, MOST)}</ul>${more(items.length - MOST)}`,
  );
}

function setBy(platform: Platform, { attachment }: Config["attached"][string]): Html {
  return html`by ${named(addOnAttachments(platform).get(attachment)?.name ?? "an add-on")}`;
}

import { html } from "hono/html";
import { type AddOn, addOns } from "../../model/add-on.ts";
import { type AddOnAttachment, addOnAttachments } from "../../model/add-on-attachment.ts";
import { type App, apps } from "../../model/app.ts";
import type { Platform } from "../../platform.ts";
import { priceOf } from "../cost.ts";
import { appLink, badge, code, empty, type Html, named, row, section, type Tone, table } from "../parts.ts";
import { money } from "../text.ts";

const TONES: Record<AddOn["state"], Tone> = { provisioning: "warn", provisioned: "good", deprovisioned: "bad" };

/** Those that the app pays for, and those of other apps that are attached to it. */
export function addOnSection(platform: Platform, app: App): Html {
  const own = addOns(platform).list({ app: app.id });
  const attached = addOnAttachments(platform)
    .list({ app: app.id })
    .flatMap(({ addOn }) => addOns(platform).get(addOn) ?? [])
    .filter((addOn) => addOn.app !== app.id);
  const rows = [...own, ...new Map(attached.map((addOn) => [addOn.id, addOn])).values()].map((addOn) =>
    row(
      html`${named(addOn.plan)} <span class="sub">${named(addOn.name)}</span>`,
      badge(addOn.state, TONES[addOn.state]),
      attachmentsOf(platform, addOn),
      addOn.app === app.id ? money(priceOf(addOn.plan)) : paidBy(platform, addOn),
    ),
  );
  return section(
    { id: "add-ons", title: "Add-ons", note: String(rows.length) },
    rows.length === 0
      ? empty(html`None. <code>heroku addons:create heroku-redis:mini -a ${app.name}</code> adds one.`)
      : table("add-ons-title", ["Plan", "State", "Attached as", "A month"], rows),
  );
}

function paidBy(platform: Platform, { app }: AddOn): Html {
  const payer = apps(platform).get(app);
  return html`<span class="sub">paid by ${payer ? appLink(payer) : "another app"}</span>`;
}

function attachmentsOf(platform: Platform, addOn: AddOn): Html {
  const list = addOnAttachments(platform).list({ addOn: addOn.id });
  return html`${list.map((attachment) => attachmentOf(platform, addOn, attachment))}`;
}

function attachmentOf(platform: Platform, addOn: AddOn, { app, name, namespace }: AddOnAttachment): Html {
  const other = app === addOn.app ? undefined : apps(platform).get(app);
  const credential = namespace === null ? "" : html` <span class="sub">${named(namespace)}</span>`;
  return html`<span class="item">${code(name)}${credential}${other ? html` on ${appLink(other)}` : ""}</span> `;
}

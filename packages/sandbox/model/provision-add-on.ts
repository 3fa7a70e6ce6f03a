import { type AddOnService, serviceOfPlan } from "../catalogue/add-on-services.ts";
import { findPlan, type Plan } from "../catalogue/plans.ts";
import { invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { type AddOn, addOns } from "./add-on.ts";
import { addOnAttachments, attach, detach, releaseOf, varsOf } from "./add-on-attachment.ts";
import { newValues } from "./add-on-values.ts";
import { type App, apps } from "./app.ts";
import { attachConfig } from "./config.ts";
import { followed, forgetFollowers, valuesOfFollower } from "./follower.ts";
import { keyValueStoreSettings } from "./key-value-store-settings.ts";
import { maintenances } from "./maintenance.ts";
import { maintenanceWindows } from "./maintenance-window.ts";
import { postgresCredentials } from "./postgres-credential.ts";
import { forgetLinks } from "./postgres-link.ts";
import { postgresSettings } from "./postgres-settings.ts";
import { isEssential } from "./postgres-tier.ts";
import { transferSchedules } from "./transfer-schedule.ts";

/** Heroku's words are in its CLI's tests. */
const noSuchPlan = (plan: string) =>
  invalidParams(`Couldn't find either the add-on service or the add-on plan of "${plan}".`);

/** A provisioning with this option fails once its time is over: the sandbox's own, for trying out failures. */
const FAILS = { key: "fail_provisioning", value: "true" };

/** How long a database takes to answer after its add-on is provisioned, as a part of `provisionMs`: the sandbox's own. */
const DATABASE_START = 0.5;

const NAME = /^[a-zA-Z][A-Za-z0-9_-]+$/;
const ADJECTIVES = ["amber", "cubed", "curly", "flat", "graceful", "perky", "regular", "rugged", "shaped", "sinuous"];

export interface WantedAddOn {
  plan: string;
  name?: string | undefined;
  attachment?: string | undefined;
  config?: Record<string, string> | undefined;
  confirm?: string | undefined;
}

export function createAddOn(call: Call, app: App, wanted: WantedAddOn): AddOn {
  const plan = findPlan(wanted.plan);
  if (!plan) throw noSuchPlan(wanted.plan);
  const service = serviceOfPlan(plan.name);
  requireInstallable(call, app, service, plan);
  const name = wanted.name ?? `${service.nick}-${pick(call, ADJECTIVES)}-${Number.parseInt(call.hex(4), 16) + 10_000}`;
  requireFreeAddOnName(call, name);
  const leader = followed(call, app, plan.name, wanted.config?.follow);
  const now = call.timestamp();
  const addOn = addOns(call).insert({
    id: call.uuid(),
    account: app.account,
    app: app.id,
    name,
    plan: plan.name,
    state: "provisioning",
    provider_id: call.uuid(),
    config: wanted.config ?? {},
    values: leader ? valuesOfFollower(call, leader) : newValues(call, service),
    leader: leader?.id ?? null,
    available_at: null,
    created_at: now,
    updated_at: now,
  });
  attach(call, addOn, app, { name: wanted.attachment, confirm: wanted.confirm });
  if (service.takesTime) call.later(call.provisionMs, "add-on.provisioned", { addOn: addOn.id });
  else finishProvisioning(call, { addOn: addOn.id });
  return addOns(call).get(addOn.id) ?? addOn;
}

/** The task `add-on.provisioned`: the config vars appear, in a second release. */
export function finishProvisioning(platform: Platform, payload: Record<string, string>): void {
  const addOn = addOns(platform).get(payload.addOn ?? "");
  if (addOn?.state !== "provisioning") return;
  if (addOn.config[FAILS.key] === FAILS.value) {
    failProvisioning(platform, addOn);
    return;
  }
  const available_at = platform.now() + platform.provisionMs * DATABASE_START;
  addOns(platform).update(addOn.id, { state: "provisioned", available_at, updated_at: platform.timestamp() });
  for (const attachment of addOnAttachments(platform).list({ addOn: addOn.id })) {
    const app = apps(platform).get(attachment.app);
    const vars = varsOf(addOn, attachment);
    const names = Object.keys(vars).join(", ");
    if (!app || names === "") continue;
    attachConfig(platform, app, attachment.id, vars);
    releaseOf(platform, app, `@ref:${addOn.name} completed provisioning, setting ${names}.`);
  }
}

/** What failed stays in the list until it is deleted, without attachments (unverified). */
export function failProvisioning(platform: Platform, addOn: AddOn): void {
  addOns(platform).update(addOn.id, { state: "deprovisioned", updated_at: platform.timestamp() });
  for (const attachment of addOnAttachments(platform).list({ addOn: addOn.id })) detach(platform, attachment);
}

/** Heroku's words for what can't be changed in place are (unverified). */
export function changePlan(platform: Platform, addOn: AddOn, identity: string): AddOn {
  const plan = findPlan(identity);
  if (!plan) throw noSuchPlan(identity);
  const service = serviceOfPlan(addOn.plan);
  if (serviceOfPlan(plan.name) !== service) {
    throw invalidParams(`${addOn.name} can't be changed to a plan of another add-on service.`);
  }
  if (service.data === "postgres" && isEssential(plan.name) !== isEssential(addOn.plan)) {
    throw invalidParams(
      `You can't change from ${addOn.plan} to ${plan.name}. Use pg:copy to move between these tiers.`,
    );
  }
  if (plan.name === addOn.plan) return addOn;
  // The database goes on under its new plan once a replacement is ready; the add-on stays `provisioned` (unverified).
  const available_at = addOn.available_at === null ? null : platform.now() + platform.provisionMs;
  return addOns(platform).update(addOn.id, { plan: plan.name, available_at, updated_at: platform.timestamp() });
}

export function renameAddOn(platform: Platform, addOn: AddOn, name: string): AddOn {
  if (name === addOn.name) return addOn;
  requireFreeAddOnName(platform, name);
  return addOns(platform).update(addOn.id, { name, updated_at: platform.timestamp() });
}

/** Takes the add-on from every app; an app that doesn't pay for it is asked about first (`force`). */
export function removeAddOn(platform: Platform, addOn: AddOn, force: boolean): void {
  const attached = addOnAttachments(platform).list({ addOn: addOn.id });
  if (!force && attached.some(({ app }) => app !== addOn.app)) {
    // Heroku's words are (unverified); the option is its CLI's `addons:destroy --force`.
    throw invalidParams(`${addOn.name} is attached to other apps. Detach it there first, or use force.`);
  }
  for (const attachment of attached) detach(platform, attachment);
  transferSchedules(platform).deleteWhere({ addOn: addOn.id });
  postgresCredentials(platform).deleteWhere({ addOn: addOn.id });
  postgresSettings.table(platform).delete(addOn.id);
  keyValueStoreSettings.table(platform).delete(addOn.id);
  maintenanceWindows(platform).delete(addOn.id);
  maintenances(platform).delete(addOn.id);
  forgetLinks(platform, addOn);
  forgetFollowers(platform, addOn);
  addOns(platform).delete(addOn.id);
}

/** Heroku's words for each of these are (unverified). */
function requireInstallable(call: Call, app: App, service: AddOnService, plan: Plan): void {
  if (plan.inSpace && app.space === null) throw invalidParams(`${plan.name} is only available to apps in a space.`);
  if (service.supports_multiple_installations) return;
  const installed = addOns(call)
    .list({ app: app.id })
    .find((each) => serviceOfPlan(each.plan) === service);
  if (installed) throw invalidParams(`${service.name} add-on already installed for app ${app.name}.`);
}

function requireFreeAddOnName(platform: Platform, name: string): void {
  if (!NAME.test(name)) {
    throw invalidParams(
      "Name must start with a letter and can only contain letters, numbers, underscores, and dashes.",
    );
  }
  if (addOns(platform).find({ name })) throw invalidParams("Name is already taken");
}

const pick = (platform: Platform, words: string[]): string =>
  words[Number.parseInt(platform.hex(4), 16) % words.length] ?? "plain";

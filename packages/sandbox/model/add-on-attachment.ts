import { serviceOfPlan } from "../catalogue/add-on-services.ts";
import { confirmationRequired, forbidden, HerokuError, invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, addOnRef, addOns } from "./add-on.ts";
import { type App, appRef, apps } from "./app.ts";
import { attachConfig, configOf, detachConfig } from "./config.ts";
import { release } from "./release.ts";

/** What gives an app an add-on's config vars, under the attachment's name. */
export interface AddOnAttachment {
  id: string;
  account: string;
  app: string;
  addOn: string;
  /** "DATABASE" */
  name: string;
  /** A credential of the add-on's, as "credential:readonly", or pooled connections: "connection-pooling:default". */
  namespace: string | null;
  created_at: string;
  updated_at: string;
}

export const addOnAttachments = collection<AddOnAttachment>("add-on-attachments", {
  indexes: [["addOn"], ["account"]],
  unique: [["app", "name"]],
});

/** Heroku's rule for names is (unverified). */
const NAME = /^[A-Z][A-Z0-9_]*$/;

const COLORS = [
  "AMBER",
  "AQUA",
  "BLACK",
  "BLUE",
  "BROWN",
  "COBALT",
  "COPPER",
  "CRIMSON",
  "CYAN",
  "JADE",
  "OLIVE",
  "PINK",
];

export interface WantedAttachment {
  name?: string | undefined;
  namespace?: string | null | undefined;
  /** The app's name, where something that exists is to be overwritten. */
  confirm?: string | undefined;
}

/** Attaches the add-on in a release of its own; a name or config var that is taken needs the app's name as confirmation. */
export function attach(platform: Platform, addOn: AddOn, app: App, wanted: WantedAttachment): AddOnAttachment {
  const name = wanted.name ?? freeName(platform, addOn, app);
  if (!NAME.test(name)) {
    throw invalidParams(
      "Name must start with a letter and can only contain uppercase letters, numbers, and underscores.",
    );
  }
  const taken = addOnAttachments(platform).find({ app: app.id, name });
  const overwritten = ownVarsUnder(platform, addOn, app, name);
  if ((taken || overwritten.length > 0) && wanted.confirm !== app.name) throw needsConfirmation(app, name, taken);
  if (taken) remove(platform, taken);
  const now = platform.timestamp();
  const attachment = addOnAttachments(platform).insert({
    id: platform.uuid(),
    account: app.account,
    app: app.id,
    addOn: addOn.id,
    name,
    namespace: wanted.namespace ?? null,
    created_at: now,
    updated_at: now,
  });
  if (addOn.state === "provisioned") attachConfig(platform, app, attachment.id, varsOf(addOn, attachment));
  const { vars } = configOf(platform, app);
  releaseOf(platform, app, `Attach ${name} (@ref:${addOn.name})`, without(vars, overwritten));
  return attachment;
}

export function detach(platform: Platform, attachment: AddOnAttachment): void {
  const app = apps(platform).get(attachment.app);
  const addOn = addOns(platform).get(attachment.addOn);
  remove(platform, attachment);
  if (app) releaseOf(platform, app, `Detach ${attachment.name} (@ref:${addOn?.name})`);
}

/** Gives every app that has the add-on under one of these namespaces its values anew, in a release that restarts it. */
export function passOn(platform: Platform, addOn: AddOn, namespaces: readonly (string | null)[]): void {
  for (const attachment of addOnAttachments(platform).list({ addOn: addOn.id })) {
    const app = apps(platform).get(attachment.app);
    if (!app || !namespaces.includes(attachment.namespace)) continue;
    attachConfig(platform, app, attachment.id, varsOf(addOn, attachment));
    // The text is (unverified).
    releaseOf(platform, app, `Update ${attachment.name} by ${addOn.plan.split(":")[0]}`);
  }
}

/** While an add-on exists, the app that pays for it has an attachment to it. */
export function requireNotLast(platform: Platform, attachment: AddOnAttachment): void {
  const addOn = addOns(platform).get(attachment.addOn);
  if (addOn?.app !== attachment.app) return;
  const billing = addOnAttachments(platform)
    .list({ addOn: addOn.id })
    .filter((each) => each.app === addOn.app);
  if (billing.length > 1) return;
  throw invalidParams(`${attachment.name} is the last billing attachment to ${addOn.name}.`);
}

/** The release that tells of a change to an app's add-ons. */
export function releaseOf(platform: Platform, app: App, description: string, vars?: Record<string, string>): void {
  const attached = addOnAttachments(platform).list({ app: app.id });
  const plans = attached.flatMap(({ addOn }) => addOns(platform).get(addOn)?.plan ?? []);
  release(platform, app, { description, addonPlanNames: [...new Set(plans)], ...(vars ? { vars } : {}) });
}

/** Config vars as the attachment names them. */
export function varsOf(addOn: AddOn, { name, namespace }: Pick<AddOnAttachment, "name" | "namespace">) {
  const value = (plain: string) => (namespace === null ? plain : asNamespace(addOn, plain, namespace));
  return Object.fromEntries(Object.entries(addOn.values).map(([suffix, plain]) => [`${name}_${suffix}`, value(plain)]));
}

/** The config vars that the add-on sets on the app that pays for it. */
export function varNames(platform: Platform, addOn: AddOn): string[] {
  const attached = addOnAttachments(platform)
    .list({ addOn: addOn.id })
    .filter(({ app }) => app === addOn.app);
  return attached.flatMap((attachment) => Object.keys(varsOf(addOn, attachment))).toSorted();
}

export function findAttachment(call: Call, id: string): AddOnAttachment {
  const attachment = addOnAttachments(call).get(id);
  if (!attachment) throw noSuchAttachment();
  if (attachment.account !== call.account.id) throw forbidden("You do not have access to that add-on attachment.");
  return attachment;
}

export function noSuchAttachment(): HerokuError {
  const resource = "add_on attachment";
  return new HerokuError(404, "not_found", "Couldn't find that add on attachment.", { resource });
}

/** `Accept-Inclusion: addon:plan,config_vars` adds the add-on's plan and the names of the config vars. */
export function serializeAttachment(call: Call, attachment: AddOnAttachment) {
  const addOn = addOns(call).get(attachment.addOn);
  const app = apps(call).get(attachment.app);
  if (!addOn || !app) throw new Error(`the attachment ${attachment.id} lacks its add-on or app`);
  const included = (call.headers.get("Accept-Inclusion") ?? "").split(",").map((each) => each.trim());
  return {
    addon: { ...addOnRef(call, addOn), ...(included.includes("addon:plan") ? { plan: { name: addOn.plan } } : {}) },
    app: appRef(app),
    ...(included.includes("config_vars") ? { config_vars: Object.keys(varsOf(addOn, attachment)) } : {}),
    created_at: attachment.created_at,
    id: attachment.id,
    log_input_url: null,
    name: attachment.name,
    namespace: attachment.namespace,
    updated_at: attachment.updated_at,
    web_url: `https://addons-sso.heroku.com/apps/${app.name}/addons/${addOn.id}`,
  };
}

function remove(platform: Platform, attachment: AddOnAttachment): void {
  const app = apps(platform).get(attachment.app);
  addOnAttachments(platform).delete(attachment.id);
  if (app) detachConfig(platform, app, attachment.id);
}

/** The service's usual name, or one with a color where that is taken. */
function freeName(platform: Platform, addOn: AddOn, app: App): string {
  const service = serviceOfPlan(addOn.plan);
  const colored = service.data === null ? service.prefix : service.name.replaceAll("-", "_").toUpperCase();
  const candidates = [service.prefix, ...COLORS.map((color) => `${colored}_${color}`)];
  const isFree = (name: string) =>
    !addOnAttachments(platform).find({ app: app.id, name }) && ownVarsUnder(platform, addOn, app, name).length === 0;
  return candidates.find(isFree) ?? `${colored}_${platform.hex(6).toUpperCase()}`;
}

/** The app's own config vars that an attachment of this name would overwrite. */
function ownVarsUnder(platform: Platform, addOn: AddOn, app: App, name: string): string[] {
  const { vars } = configOf(platform, app);
  return Object.keys(varsOf(addOn, { name, namespace: null })).filter((key) => Object.hasOwn(vars, key));
}

/** Heroku's words are (unverified); that it asks for confirmation follows from its CLI (`addons:create --confirm`). */
function needsConfirmation(app: App, name: string, taken: AddOnAttachment | undefined): HerokuError {
  const what = taken ? "an add-on attachment" : "config vars";
  return confirmationRequired(`The name ${name} would overwrite ${what} of ${app.name}.`, app.name);
}

function without(vars: Record<string, string>, keys: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(vars).filter(([key]) => !keys.includes(key)));
}

function asNamespace(addOn: AddOn, value: string, namespace: string): string {
  return namespace.startsWith("connection-pooling:") ? pooled(value) : asCredential(addOn, value, namespace);
}

/** At which port of the database's server connections are pooled is (unverified). */
function pooled(value: string): string {
  const url = new URL(value);
  url.port = String(Number(url.port) + 1);
  return url.href;
}

function asCredential({ credentials }: AddOn, value: string, namespace: string): string {
  const url = new URL(value);
  url.username = namespace.replace(/^credential:/, "");
  url.password = credentials?.[url.username] ?? url.password;
  return url.href;
}

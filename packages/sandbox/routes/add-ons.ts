import { z } from "zod";
import { serviceOfPlan } from "../catalogue/add-on-services.ts";
import { type Api, paged } from "../http/api.ts";
import { accepted, type Call, created } from "../http/call.ts";
import { identity } from "../http/identity.ts";
import { userOf } from "../model/account.ts";
import { type AddOn, addOns, findAddOn, noSuchAddOn } from "../model/add-on.ts";
import { addOnAttachments } from "../model/add-on-attachment.ts";
import { appOf, apps, findApp } from "../model/app.ts";
import {
  changePlan,
  createAddOn,
  failProvisioning,
  finishProvisioning,
  removeAddOn,
  renameAddOn,
} from "../model/provision-add-on.ts";
import { serializeAddOn } from "../model/serialize-add-on.ts";
import { teamOf } from "../model/team.ts";

/** Heroku's CLI sends `true` for an option without a value. */
const config = z.record(z.string().regex(/^[\w-]+$/), z.union([z.string(), z.boolean()]).transform(String));

const newAddOn = z.object({
  plan: identity,
  name: z.string().optional(),
  attachment: z.object({ name: z.string().optional() }).optional(),
  config: config.optional(),
  confirm: z.string().optional(),
});

const changes = z.object({ plan: identity.optional(), name: z.string().optional() });

const removal = z.object({ force: z.boolean().default(false) });

const resolution = z.object({
  addon: z.string(),
  app: z.string().nullish(),
  addon_service: z.string().nullish(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on */
export function addOnRoutes(api: Api): void {
  api.post("/apps/:app/addons", newAddOn, (call) => {
    const { attachment, ...wanted } = call.body;
    const addOn = createAddOn(call, appOf(call), { ...wanted, attachment: attachment?.name });
    return created(serializeAddOn(call, addOn));
  });
  api.get("/addons", (call) => listed(call, addOns(call).list({ account: call.account.id })));
  api.get("/users/:user/addons", (call) => listed(call, addOns(call).list({ account: userOf(call).id })));
  api.get("/teams/:team/addons", (call) => {
    const team = teamOf(call);
    const own = addOns(call).list({ account: call.account.id });
    return listed(
      call,
      own.filter(({ app }) => apps(call).get(app)?.team === team.id),
    );
  });
  api.get("/apps/:app/addons", (call) => listed(call, addOns(call).list({ app: appOf(call).id })));
  api.get("/addons/:addon", (call) => serializeAddOn(call, addOnCalled(call, call.param("addon"))));
  api.get("/apps/:app/addons/:addon", (call) => serializeAddOn(call, addOnOf(call)));
  api.patch("/apps/:app/addons/:addon", changes, (call) => {
    const { plan, name } = call.body;
    let addOn = addOnOf(call);
    if (plan !== undefined) addOn = changePlan(call, addOn, plan);
    if (name !== undefined) addOn = renameAddOn(call, addOn, name);
    return serializeAddOn(call, addOn);
  });
  api.delete("/apps/:app/addons/:addon", removal, (call) => {
    const addOn = addOnOf(call);
    const answer = serializeAddOn(call, { ...addOn, state: "deprovisioned" });
    removeAddOn(call, addOn, call.body.force);
    return answer;
  });
  api.get("/addons/:addon/config", (call) => configOf(findAddOn(call, call.param("addon"))));
  api.post("/actions/addons/resolve", resolution, resolve);
  partnerRoutes(api);
  api.onTask("add-on.provisioned", finishProvisioning);
  api.onAppDelete((call, app) => {
    for (const addOn of addOns(call).list({ app: app.id })) removeAddOn(call, addOn, true);
  });
}

/** What an add-on's maker calls when a provisioning has ended; here the owner may, to try out how it ends. */
function partnerRoutes(api: Api): void {
  api.post("/addons/:addon/actions/provision", (call) => {
    const { id } = findAddOn(call, call.param("addon"));
    finishProvisioning(call, { addOn: id });
    return accepted(serializeAddOn(call, findAddOn(call, id)));
  });
  api.post("/addons/:addon/actions/deprovision", (call) => {
    const addOn = findAddOn(call, call.param("addon"));
    failProvisioning(call, addOn);
    return accepted(serializeAddOn(call, findAddOn(call, addOn.id)));
  });
}

function listed(call: Call, found: AddOn[]) {
  return paged(
    call,
    found.map((addOn) => serializeAddOn(call, addOn)),
    ["id", "name"],
  );
}

/** By its own name or id, or as `notebook::DATABASE`: by the name under which an app has it. */
function addOnCalled(call: Call, identity: string): AddOn {
  const [app = "", attachment] = identity.split("::");
  if (attachment === undefined) return findAddOn(call, identity);
  const found = addOnAttachments(call).find({ app: findApp(call, app).id, name: attachment });
  if (!found) throw noSuchAddOn();
  return findAddOn(call, found.addOn);
}

/** The add-on that the path names, which the app that the path names must pay for. */
function addOnOf(call: Call): AddOn {
  const app = appOf(call);
  const addOn = findAddOn(call, call.param("addon"));
  if (addOn.app !== app.id) throw noSuchAddOn();
  return addOn;
}

/** Values with the names that the service itself gives them (unverified). */
function configOf(addOn: AddOn) {
  const { prefix } = serviceOfPlan(addOn.plan);
  return Object.entries(addOn.values).map(([suffix, value]) => ({ name: `${prefix}_${suffix}`, value }));
}

/** Finds add-ons by whatever a person types: name, id, service, plan, or an attachment's name on the app. */
function resolve(call: Call<z.infer<typeof resolution>>) {
  const { addon: typed, app: appName, addon_service: service } = call.body;
  const app = appName ? findApp(call, appName) : undefined;
  const attached = app ? addOnAttachments(call).list({ app: app.id }) : [];
  const inReach = addOns(call)
    .list({ account: call.account.id })
    .filter((addOn) => !app || addOn.app === app.id || attached.some((each) => each.addOn === addOn.id));
  const matching = inReach.filter((addOn) => {
    const { name } = serviceOfPlan(addOn.plan);
    if (service && name !== service) return false;
    const byAttachment = attached.some((each) => each.addOn === addOn.id && each.name === typed.toUpperCase());
    return byAttachment || [addOn.id, addOn.name, addOn.plan, name].includes(typed);
  });
  if (matching.length === 0) throw noSuchAddOn();
  return matching.map((addOn) => serializeAddOn(call, addOn));
}

import { z } from "zod";
import { serviceOfPlan } from "../catalogue/add-on-services.ts";
import { invalidParams } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { identity } from "../http/identity.ts";
import { addOns, findAddOn } from "../model/add-on.ts";
import {
  type AddOnAttachment,
  addOnAttachments,
  attach,
  detach,
  findAttachment,
  noSuchAttachment,
  requireNotLast,
  serializeAttachment,
} from "../model/add-on-attachment.ts";
import { appOf, findApp } from "../model/app.ts";

const newAttachment = z.object({
  addon: identity,
  app: identity,
  name: z.string().optional(),
  namespace: z.string().nullish(),
  confirm: z.string().optional(),
});

const resolution = z.object({
  addon_attachment: z.string(),
  app: z.string().nullish(),
  addon_service: z.string().nullish(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on-attachment */
export function addOnAttachmentRoutes(api: Api): void {
  api.post("/addon-attachments", newAttachment, (call) => created(serializeAttachment(call, create(call))));
  api.get("/addon-attachments", (call) => listed(call, addOnAttachments(call).list({ account: call.account.id })));
  api.get("/addon-attachments/:attachment", (call) =>
    serializeAttachment(call, findAttachment(call, call.param("attachment"))),
  );
  api.get("/addons/:addon/addon-attachments", (call) =>
    listed(call, addOnAttachments(call).list({ addOn: findAddOn(call, call.param("addon")).id })),
  );
  api.get("/apps/:app/addon-attachments", (call) => listed(call, addOnAttachments(call).list({ app: appOf(call).id })));
  api.get("/apps/:app/addon-attachments/:attachment", (call) => {
    const named = call.param("attachment");
    const attached = addOnAttachments(call).list({ app: appOf(call).id });
    const found = attached.find(({ id, name }) => id === named || name === named);
    if (!found) throw noSuchAttachment();
    return serializeAttachment(call, found);
  });
  api.delete("/addon-attachments/:attachment", (call) => {
    const attachment = findAttachment(call, call.param("attachment"));
    requireNotLast(call, attachment);
    const answer = serializeAttachment(call, attachment);
    detach(call, attachment);
    return answer;
  });
  api.post("/actions/addon-attachments/resolve", resolution, resolve);
}

/** Heroku's words for what can't be attached are (unverified). */
function create(call: Call<z.infer<typeof newAttachment>>): AddOnAttachment {
  const { addon, app: appName, name, namespace, confirm } = call.body;
  const addOn = findAddOn(call, addon);
  const app = findApp(call, appName);
  const service = serviceOfPlan(addOn.plan);
  if (addOn.state === "deprovisioned") throw invalidParams(`${addOn.name} is deprovisioned.`);
  if (addOn.app !== app.id && !service.supports_sharing) {
    throw invalidParams(`${service.name} add-ons can't be attached to other apps.`);
  }
  if (namespace && service.data !== "postgres") throw invalidParams(`${addOn.name} has no credential ${namespace}.`);
  return attach(call, addOn, app, { name, namespace, confirm });
}

function listed(call: Call, found: AddOnAttachment[]) {
  return paged(
    call,
    found.map((attachment) => serializeAttachment(call, attachment)),
    ["id", "name"],
  );
}

/** Finds attachments by whatever a person types: name, id, or the add-on's name, id or service. */
function resolve(call: Call<z.infer<typeof resolution>>) {
  const { addon_attachment: typed, app: appName, addon_service: wanted } = call.body;
  const app = appName ? findApp(call, appName) : undefined;
  const inReach = app
    ? addOnAttachments(call).list({ app: app.id })
    : addOnAttachments(call).list({ account: call.account.id });
  const matching = inReach.filter((attachment) => {
    const addOn = addOns(call).get(attachment.addOn);
    if (!addOn) return false;
    const service = serviceOfPlan(addOn.plan).name;
    if (wanted && service !== wanted) return false;
    return attachment.name === typed.toUpperCase() || [attachment.id, addOn.id, addOn.name, service].includes(typed);
  });
  if (matching.length === 0) throw noSuchAttachment();
  return matching.map((attachment) => serializeAttachment(call, attachment));
}

import { z } from "zod";
import { findDynoSize } from "../catalogue/dyno-sizes.ts";
import { type Api, paged } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type App, appOf } from "../model/app.ts";
import { type Formation, formations, serializeFormation } from "../model/formation.ts";
import { noSuchType, type ScaleUpdate, scale } from "../model/scale.ts";

/** The schema knows `dyno_size`; Heroku's CLI sends `size`. */
const update = z.object({
  quantity: z.union([z.int(), z.string()]).optional(),
  size: z.string().optional(),
  dyno_size: z.union([z.string(), z.object({ id: z.string().optional(), name: z.string().optional() })]).optional(),
});
const updates = z.object({ updates: z.array(update.extend({ type: z.string() })) });

/** https://devcenter.heroku.com/articles/platform-api-reference#formation */
export function formationRoutes(api: Api): void {
  api.get("/apps/:app/formation", (call) => {
    const app = appOf(call);
    const items = formations(call)
      .list({ app: app.id })
      .map((row) => serializeFormation(app, row));
    return paged(call, items, ["type", "id"]);
  });
  api.get("/apps/:app/formation/:type", (call) => {
    const app = appOf(call);
    return serializeFormation(app, rowOf(call, app));
  });
  // Heroku answers with the whole formation, not only with what changed (unverified).
  api.patch("/apps/:app/formation", updates, (call) => {
    const app = appOf(call);
    const wanted = call.body.updates.map((one) => ({ ...normalized(one), type: typeNamed(call, app, one.type) }));
    return scale(call, app, wanted)
      .map((row) => serializeFormation(app, row))
      .toSorted((a, b) => (a.type < b.type ? -1 : 1));
  });
  api.patch("/apps/:app/formation/:type", update, (call) => {
    const app = appOf(call);
    const { type } = rowOf(call, app);
    scale(call, app, [{ ...normalized(call.body), type }]);
    return serializeFormation(app, rowOf(call, app));
  });
}

/** By process type or id. */
export function rowOf(call: Call, app: App): Formation {
  const identity = call.param("type");
  const found = formations(call).find({ app: app.id, type: identity }) ?? formations(call).get(identity);
  if (found?.app !== app.id) throw noSuchType(identity);
  return found;
}

function typeNamed(call: Call, app: App, identity: string): string {
  const byId = formations(call).get(identity);
  return byId?.app === app.id ? byId.type : identity;
}

function normalized({ quantity, size, dyno_size }: z.infer<typeof update>): Omit<ScaleUpdate, "type"> {
  const wanted = typeof dyno_size === "object" ? (dyno_size.name ?? dyno_size.id) : dyno_size;
  const named = wanted ?? size;
  return { quantity, size: named === undefined ? undefined : (findDynoSize(named)?.name ?? named) };
}

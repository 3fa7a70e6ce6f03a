import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { accepted, type Call, created } from "../http/call.ts";
import { type App, appOf } from "../model/app.ts";
import { type Dyno, dynos, ONE_OFF, restart, restartOne, serializeDyno, startDyno } from "../model/dyno.ts";
import { defaultSize, formations } from "../model/formation.ts";
import { oneOffEnded, oneOffUp, stopOneOff } from "../model/one-off.ts";
import { noSuchType, requireSize } from "../model/scale.ts";

const newDyno = z.object({
  command: z.string(),
  attach: z.boolean().optional(),
  size: z.string().optional(),
  type: z.string().optional(),
  time_to_live: z.int().positive().optional(),
});

/** A one-off dyno is up for this many times the time that it takes to start. The sandbox runs nothing. */
const ONE_OFF_LIFETIMES = 3;

/** https://devcenter.heroku.com/articles/platform-api-reference#dyno */
export function dynoRoutes(api: Api): void {
  api.get("/apps/:app/dynos", (call) => {
    const app = appOf(call);
    const items = dynos(call)
      .list({ app: app.id })
      .map((dyno) => serializeDyno(call, app, dyno));
    return paged(call, items, ["name", "id"]);
  });
  api.get("/apps/:app/dynos/:dyno", (call) => {
    const app = appOf(call);
    return serializeDyno(call, app, dynoOf(call, app));
  });
  api.post("/apps/:app/dynos", newDyno, (call) => {
    const app = appOf(call);
    return created(serializeDyno(call, app, runOneOff(call, app, call.body)));
  });
  api.delete("/apps/:app/dynos", (call) => done(call, (app) => restart(call, app)));
  api.delete("/apps/:app/dynos/:dyno", (call) => done(call, (app) => stop(call, app, dynoOf(call, app))));
  api.delete("/apps/:app/formations/:type", (call) => done(call, (app) => restart(call, app, typeOf(call, app))));
  // A stopped dyno of the formation comes back at once, as after a restart.
  api.post("/apps/:app/dynos/:dyno/actions/stop", (call) => done(call, (app) => stop(call, app, dynoOf(call, app))));
  api.post("/apps/:app/formations/:type/actions/stop", (call) =>
    done(call, (app) => restart(call, app, typeOf(call, app))),
  );
  api.onTask("dyno.up", oneOffUp);
  api.onTask("dyno.ended", oneOffEnded);
}

function done(call: Call, work: (app: App) => void) {
  work(appOf(call));
  return accepted({});
}

/** A dyno of the formation starts anew; a one-off dyno ends. */
function stop(call: Call, app: App, dyno: Dyno): void {
  if (formations(call).find({ app: app.id, type: dyno.type })) restartOne(call, app, dyno);
  else stopOneOff(call, dyno);
}

/** By name or id. */
function dynoOf(call: Call, app: App): Dyno {
  const identity = call.param("dyno");
  const found = dynos(call).find({ app: app.id, name: identity }) ?? dynos(call).get(identity);
  if (found?.app !== app.id) throw notFound("dyno");
  return found;
}

function typeOf(call: Call, app: App): string {
  const type = call.param("type");
  if (!formations(call).find({ app: app.id, type })) throw noSuchType(type);
  return type;
}

function runOneOff(call: Call, app: App, wanted: z.infer<typeof newDyno>): Dyno {
  const type = wanted.type ?? ONE_OFF;
  const running = dynos(call).list({ app: app.id, type: ONE_OFF });
  const limit = call.limits.oneOffDynosPerApp;
  // Heroku's words are (unverified).
  if (running.length >= limit) throw invalidParams(`Cannot run more than ${limit} one-off dynos at once.`);
  const dyno = startDyno(call, app, {
    type,
    number: freeNumber(call, app, type),
    command: wanted.command,
    size: wanted.size === undefined ? defaultSize(app) : requireSize(app, wanted.size).name,
    attach_url: wanted.attach ? `rendezvous://rendezvous.runtime.heroku.com:5000/${call.hex(32)}` : null,
  });
  const wholeMs = call.provisionMs * ONE_OFF_LIFETIMES;
  const limitMs = (wanted.time_to_live ?? Infinity) * 1000;
  call.later(call.provisionMs, "dyno.up", { dyno: dyno.id });
  call.later(Math.min(limitMs, wholeMs), "dyno.ended", {
    dyno: dyno.id,
    ...(limitMs < wholeMs ? { isCut: "yes" } : {}),
  });
  return dyno;
}

/** Heroku numbers one-off dynos at random: run.4859. */
function freeNumber(call: Call, app: App, type: string): number {
  const number = 1000 + (Number.parseInt(call.hex(6), 16) % 9000);
  const isTaken = dynos(call).find({ app: app.id, name: `${type}.${number}` }) !== undefined;
  return isTaken ? freeNumber(call, app, type) : number;
}

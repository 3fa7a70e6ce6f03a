import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { appOf } from "../model/app.ts";
import { spaceOf } from "../model/space.ts";
import {
  addTelemetryDrain,
  changeTelemetryDrain,
  SIGNALS,
  serializeTelemetryDrain,
  type TelemetryDrain,
  telemetryDrainOf,
  telemetryDrains,
} from "../model/telemetry-drain.ts";

const signals = z.array(z.enum(SIGNALS)).min(1);
const exporter = z.object({
  type: z.enum(["otlphttp", "otlp"]),
  endpoint: z.string(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/), z.string().max(1000)).optional(),
});
const newDrain = z.object({
  owner: z.object({ id: z.string(), type: z.enum(["app", "space"]) }),
  signals,
  exporter,
});
// Heroku's CLI sends only what changes of the exporter.
const changes = z.object({ signals, exporter: exporter.partial() }).partial();

/** https://devcenter.heroku.com/articles/platform-api-reference#telemetry-drain */
export function telemetryDrainRoutes(api: Api): void {
  api.post("/telemetry-drains", newDrain, (call) => {
    const { owner, signals, exporter } = call.body;
    return created(serializeTelemetryDrain(addTelemetryDrain(call, owner, { signals, headers: {}, ...exporter })));
  });
  api.get("/apps/:app/telemetry-drains", (call) => listed(call, telemetryDrains(call).list({ app: appOf(call).id })));
  api.get("/spaces/:space/telemetry-drains", (call) =>
    listed(call, telemetryDrains(call).list({ space: spaceOf(call).id })),
  );
  api.get("/telemetry-drains/:telemetry", (call) => serializeTelemetryDrain(telemetryDrainOf(call)));
  api.patch("/telemetry-drains/:telemetry", changes, (call) => {
    const { exporter, ...wanted } = call.body;
    return serializeTelemetryDrain(
      changeTelemetryDrain(call, telemetryDrainOf(call), defined({ ...wanted, ...exporter })),
    );
  });
  api.delete("/telemetry-drains/:telemetry", (call) => {
    const drain = telemetryDrainOf(call);
    telemetryDrains(call).delete(drain.id);
    return serializeTelemetryDrain(drain);
  });
}

const listed = (call: Call, drains: TelemetryDrain[]) => paged(call, drains.map(serializeTelemetryDrain));

const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import { apps, findApp } from "./app.ts";
import { findSpace, spaces } from "./space.ts";

/** Where the OpenTelemetry of an app, or of all apps of a space, goes. The sandbox sends nothing there. */
export interface TelemetryDrain {
  id: string;
  /** One of these two is its owner. */
  app: string | null;
  space: string | null;
  signals: Signal[];
  type: "otlphttp" | "otlp";
  endpoint: string;
  /** They hold keys. */
  headers: Record<string, string>;
  created_at: string;
  updated_at: string;
}

export const SIGNALS = ["traces", "metrics", "logs"] as const;
type Signal = (typeof SIGNALS)[number];

export const telemetryDrains = collection<TelemetryDrain>("telemetry_drains", {
  indexes: [["app"], ["space"]],
  hidden: ["headers"],
});

/** Heroku's words are (unverified). */
const ONLY_FIR = "Telemetry drains are only available for the Fir generation.";
const WRONG_ENDPOINT = "Exporter endpoint is invalid.";

export type Wanted = Partial<Pick<TelemetryDrain, "signals" | "type" | "endpoint" | "headers">>;
export type Owner = { id: string; type: "app" | "space" };

export function addTelemetryDrain(call: Call, owner: Owner, wanted: Required<Wanted>): TelemetryDrain {
  requireEndpoint(wanted.endpoint);
  const { id, generation } = owner.type === "app" ? findApp(call, owner.id) : findSpace(call, owner.id);
  if (generation !== "fir") throw invalidParams(ONLY_FIR);
  const now = call.timestamp();
  return telemetryDrains(call).insert({
    ...wanted,
    id: call.uuid(),
    app: owner.type === "app" ? id : null,
    space: owner.type === "space" ? id : null,
    created_at: now,
    updated_at: now,
  });
}

export function changeTelemetryDrain(call: Call, { id }: TelemetryDrain, wanted: Wanted): TelemetryDrain {
  if (wanted.endpoint !== undefined) requireEndpoint(wanted.endpoint);
  return telemetryDrains(call).update(id, { ...wanted, updated_at: call.timestamp() });
}

/** The drain that the path names, of an app or space of the caller's. */
export function telemetryDrainOf(call: Call): TelemetryDrain {
  const found = telemetryDrains(call).get(call.param("telemetry"));
  const owner = found && (apps(call).get(found.app ?? "") ?? spaces(call).get(found.space ?? ""));
  if (!found || owner?.account !== call.account.id) throw notFound("telemetry drain");
  return found;
}

function requireEndpoint(endpoint: string): void {
  const parsed = URL.parse(endpoint);
  if (!parsed?.hostname || !/^https?:$/.test(parsed.protocol)) throw invalidParams(WRONG_ENDPOINT);
}

export function serializeTelemetryDrain(drain: TelemetryDrain) {
  const { id, app, space, signals, type, endpoint, headers, created_at, updated_at } = drain;
  const owner = app === null ? { id: space, type: "space" } : { id: app, type: "app" };
  return { created_at, exporter: { endpoint, headers, type }, id, owner, signals, updated_at };
}

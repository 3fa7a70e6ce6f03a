import { z } from "zod";
import { asDeclared, sameInAnyOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { listOfApp } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const SIGNALS = ["traces", "metrics", "logs"] as const;

const inputs = z.object({
  /** UUID of the app or space whose telemetry it sends (`app.id`, `space.id`). Changing this replaces the telemetry drain. */
  owner: idOf("app or space").meta({ replaces: true }),
  /** Whether `owner` is an `app`, or a `space` with all of its apps. `app` by default. Changing this replaces the telemetry drain. */
  ownerType: z.enum(["app", "space"]).default("app").meta({ replaces: true }),
  /** What it sends: `traces`, `metrics` and `logs`, or some of them. */
  signals: z.array(z.enum(SIGNALS)).min(1),
  /** Address of the OpenTelemetry collector. Keys belong into `headers`. */
  endpoint: z.string().regex(/^https?:\/\/[^/\s]+\S*$/, "is not an address of HTTP"),
  /** How it sends: `otlphttp`, or `otlp` for gRPC. `otlphttp` by default. */
  exporter: z.enum(["otlphttp", "otlp"]).default("otlphttp"),
  /** Headers that Heroku sends along, such as an API key; values have 1,000 characters at most. None by default. */
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, "is not the name of a header"), z.string().max(1000))
    .default({})
    .meta({ secret: true }),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  owner: z.object({ id: Uuid, type: z.enum(["app", "space"]) }),
  signals: z.array(z.enum(SIGNALS)),
  exporter: z.object({
    type: z.enum(["otlphttp", "otlp"]),
    endpoint: z.string(),
    headers: z.record(z.string(), z.string()).nullish(),
  }),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const listOf = ({ owner, ownerType }: Pick<Inputs, "owner" | "ownerType">) =>
  `/${ownerType}s/${owner}/telemetry-drains`;

/**
 * Where the OpenTelemetry of an app of the Fir generation, or of all apps of a Fir space, goes.
 * https://devcenter.heroku.com/articles/heroku-telemetry
 *
 * @example
 * new TelemetryDrain("traces", {
 *   owner: app.id,
 *   signals: ["traces", "metrics"],
 *   endpoint: "https://otel.example.com/v1",
 *   headers: { "Api-Key": config.requireSecret("otelKey") },
 * });
 */
export const telemetryDrain = defineThing({
  type: "TelemetryDrain",
  importId: "the drain's UUID, as `heroku telemetry` lists it",
  inputs,
  outputs,
  claims: { by: ["owner", "endpoint", "exporter", "signals"] },

  async preview(heroku, { owner, ownerType = "app" }, prior) {
    if (!prior && owner !== undefined) await requireFir(heroku, owner, ownerType);
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    return { id: added.id, outputs: {} };
  },

  async read(heroku, id, prior) {
    // The list serves all drains of an owner.
    const found = prior
      ? (await listOfApp(heroku, listOf(prior.inputs), Answer))?.find((each) => each.id === id)
      : await heroku.find(`/telemetry-drains/${id}`, Answer);
    return found && { id: found.id, inputs: inputsOf(found, prior?.inputs), outputs: {} };
  },

  async update(heroku, id, wanted) {
    const write = { doing: "change a telemetry drain", body: changesOf(wanted), answer: Answer };
    await heroku.patch(`/telemetry-drains/${id}`, write);
    return {};
  },

  async delete(heroku, id) {
    await heroku.delete(`/telemetry-drains/${id}`, { doing: "remove a telemetry drain" });
  },
});

function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Creation<z.output<typeof Answer>> {
  const path = listOf(wanted);
  return {
    doing: "add a telemetry drain",
    path: "/telemetry-drains",
    body: { owner: { id: wanted.owner, type: wanted.ownerType }, ...changesOf(wanted) },
    answer: Answer,
    find: async () => (await heroku.look(path, z.array(Answer)))?.find((each) => isSame(each, wanted)),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => found.id,
  };
}

const changesOf = ({ signals, exporter, endpoint, headers }: Inputs) => ({
  signals,
  exporter: { type: exporter, endpoint, headers },
});

/** Headers are left out: that Heroku tells them is (unverified). */
const isSame = (found: Answer, { signals, exporter, endpoint }: Inputs) =>
  found.exporter.endpoint === endpoint && found.exporter.type === exporter && sameInAnyOrder(signals, found.signals);

const inputsOf = ({ owner, signals, exporter }: Answer, prior: Inputs | undefined): Inputs => ({
  owner: owner.id,
  ownerType: owner.type,
  signals: asDeclared(prior?.signals, signals),
  endpoint: exporter.endpoint,
  exporter: exporter.type,
  headers: exporter.headers ?? prior?.headers ?? {},
});

const Owner = z.object({ id: z.string(), name: z.string(), generation: z.object({ name: z.string() }).nullish() });

async function requireFir(heroku: Heroku, owner: string, type: "app" | "space"): Promise<void> {
  const found = (await heroku.list(`/${type}s`, Owner)).find(({ id }) => id === owner);
  const refused = (why: string) => new WrongInputs([{ path: ["owner"], reason: `"${owner}" ${why}` }]);
  if (!found) throw refused(`is not the UUID of ${type === "app" ? "an app" : "a space"} that you have access to`);
  if (found.generation?.name === "cedar")
    throw refused(`(${found.name}) is of the Cedar generation, which has no telemetry drains; use a LogDrain`);
}

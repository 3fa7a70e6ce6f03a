import type { z } from "zod";
import type { Client } from "../client/heroku.ts";
import type { AnyResource } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { seal } from "../define/secrets.ts";
import { hasUnknown, open, type Plain, type PlainObject, UNKNOWN } from "../define/values.ts";
import type { EngineLog } from "./engine-log.ts";
import { partlyMade, type RpcError, rpcError } from "./failure.ts";

/** Inputs as the engine sent them (with secret marks) and as a lifecycle takes them. */
export interface Given {
  like: PlainObject;
  inputs: PlainObject;
}

export const given = (like: PlainObject): Given => ({ like, inputs: open(like) as PlainObject });

/** Everything that a resource's state holds: its inputs and its outputs, secrets marked. */
export function stateOf(definition: AnyResource, { inputs, like }: Given, outputs: PlainObject): PlainObject {
  return {
    ...(seal(definition.inputs, inputs, like) as PlainObject),
    ...(seal(definition.outputs, definedOnly(outputs)) as PlainObject),
  };
}

/**
 * The part of a state that belongs to the outputs, or to the inputs: those in force, which after a failed change may be
 * less than what is declared.
 */
export function partOf(state: PlainObject, shape: Record<string, unknown>): PlainObject {
  const keys = Object.keys(shape).filter((key) => key in state);
  return Object.fromEntries(keys.map((key) => [key, state[key] as Plain]));
}

/** The inputs that are known, field by field. */
export const known = (inputs: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));

const definedOnly = (value: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null));

/** Outputs of a creation in preview: what is known already, and unknown for the rest. */
export function previewOfCreate(definition: AnyResource, foreseen: PlainObject): PlainObject {
  const keys = Object.keys(definition.outputs.shape);
  return Object.fromEntries(keys.map((key) => [key, foreseen[key] ?? UNKNOWN]));
}

/**
 * Outputs of an update in preview: as they were, but for those that follow a changed input, and those that are still to
 * come where the resource is not finished.
 */
export function previewOfUpdate(
  definition: AnyResource,
  prior: PlainObject,
  foreseen: PlainObject,
  changed: Set<string>,
  isUnfinished: boolean,
): PlainObject {
  const shape = definition.outputs.shape as Record<string, z.ZodType>;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, field]) => {
      if (key in foreseen) return [[key, foreseen[key] as Plain]];
      const moves = field.meta()?.changesWith?.some((input) => changed.has(input));
      const value = moves || (isUnfinished && !(key in prior)) ? UNKNOWN : prior[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

export interface Running {
  definition: AnyResource;
  urn: string;
  timeoutMs: number;
  given: Given;
}

/** Runs an operation; once its object is known to exist, a failure keeps it in state. */
export async function operate<T>(
  at: { client: Client; log: EngineLog; mask: (text: string) => string },
  { definition, urn, timeoutMs, given }: Running,
  run: (heroku: Heroku) => Promise<T>,
): Promise<T> {
  let made: { id: string; outputs: PlainObject; inForce: PlainObject } | undefined;
  const inputs = seal(definition.inputs, given.inputs, given.like) as PlainObject;
  const heroku = at.client.heroku({
    urn,
    type: definition.type,
    timeoutMs,
    say: (message) => at.log.say(urn, at.mask(message)),
    note: (message) => at.log.note(urn, at.mask(message)),
    warn: (message) => at.log.warn(urn, at.mask(message)),
    made: (id, outputs, inForce) => {
      made = { id, outputs: outputs as PlainObject, inForce: (inForce as PlainObject) ?? given.inputs };
    },
    forget: () => {
      made = undefined;
    },
  });
  try {
    return await run(heroku);
  } catch (error) {
    const failure: RpcError = rpcError(error);
    failure.details = at.mask(failure.details);
    if (!made) throw failure;
    throw partlyMade(
      failure.details,
      made.id,
      stateOf(definition, { ...given, inputs: definedOnly(made.inForce) }, made.outputs),
      inputs,
    );
  } finally {
    await at.log.flush();
  }
}

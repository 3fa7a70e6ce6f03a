import { check } from "../define/check.ts";
import type { AnyEvent, AnyResource, AnyThing } from "../define/definition.ts";
import { type Change, changeText, diff } from "../define/diff.ts";
import { HerokuFailure, WrongInputs } from "../define/errors.ts";
import { type Wrong, wrongLines } from "../define/explain.ts";
import { withDefaults } from "../define/fields.ts";
import type { Heroku } from "../define/heroku.ts";
import { exposed } from "../define/secrets.ts";
import { hasUnknown, type PlainObject } from "../define/values.ts";
import { type Given, given, known, partOf, previewOfCreate, previewOfUpdate, type Running } from "./lifecycle.ts";

/** A resource's operation as the engine asks for it. */
export interface Asked {
  urn: string;
  id: string;
  /** New inputs. */
  news: PlainObject;
  oldInputs: PlainObject;
  /** The state: old inputs and outputs. */
  olds: PlainObject;
  preview: boolean;
  /** The resource's custom timeout; 0 where it has none. */
  timeoutMs: number;
}

export interface Result {
  id: string;
  given: Given;
  outputs: PlainObject;
}

export type Run = <T>(running: Running, work: (heroku: Heroku) => Promise<T>) => Promise<T>;

/** Check: defaults, everything that is wrong at once, what is refused of a change, and inputs that follow from others. */
export async function checkInputs(
  definition: AnyResource,
  oldInputs: PlainObject,
  like: PlainObject,
): Promise<{ given: Given; reasons: string[] }> {
  const { inputs, wrong } = check(definition.inputs, like);
  if (wrong.length > 0) return { given: { like, inputs }, reasons: wrongLines(wrong) };
  const further = await (definition.kind === "event"
    ? derive(definition, inputs)
    : guard(definition, oldInputs, inputs));
  return { given: { like, inputs: { ...inputs, ...further.inputs } }, reasons: wrongLines(further.wrong) };
}

function guard(thing: AnyThing, oldInputs: PlainObject, inputs: PlainObject): { inputs: PlainObject; wrong: Wrong[] } {
  const isNew = Object.keys(oldInputs).length === 0;
  return { inputs: {}, wrong: isNew ? [] : (thing.guard?.(given(oldInputs).inputs, known(inputs)) ?? []) };
}

async function derive(event: AnyEvent, inputs: PlainObject): Promise<{ inputs: PlainObject; wrong: Wrong[] }> {
  try {
    return { inputs: (await event.derive?.(known(inputs))) ?? {}, wrong: [] };
  } catch (error) {
    if (error instanceof WrongInputs) return { inputs: {}, wrong: error.wrong };
    throw error;
  }
}

export function diffOf(
  definition: AnyResource,
  { oldInputs, news, olds }: Asked,
): { changes: Change[]; outstanding: string[] } {
  // State of an earlier version lacks the inputs that are new since: their defaults are what was in force.
  const before = withDefaults(definition.inputs, given(oldInputs).inputs) as PlainObject;
  const after = given(news).inputs;
  const outputs = partOf(given(olds).inputs, definition.outputs.shape);
  const changes = diff(definition.inputs, before, after);
  const replacing = new Set(definition.kind === "thing" ? definition.mustReplace?.(before, known(after)) : []);
  // An event that differs in anything is another event.
  const isEvent = definition.kind === "event";
  return {
    changes: changes.map((change) => ({
      ...change,
      replaces: isEvent || change.replaces || replacing.has(changeText(change)),
    })),
    outstanding: [...(definition.outstanding?.(outputs) ?? []), ...exposed(news, olds)],
  };
}

/** Lifecycles take what has passed the check: anything else would fail somewhere on its way to Heroku, or behind it. */
function refuseUnchecked(definition: AnyResource, { news }: Asked): void {
  const { wrong } = check(definition.inputs, news);
  if (wrong.length > 0) throw new WrongInputs(wrong);
}

export async function create(definition: AnyResource, asked: Asked, run: Run): Promise<Result> {
  refuseUnchecked(definition, asked);
  const news = given(asked.news);
  return run({ ...asked, definition, given: news }, async (heroku) => {
    if (asked.preview) {
      const foreseen = (await definition.preview?.(heroku, known(news.inputs))) ?? {};
      if (definition.creation && !hasUnknown(news.inputs)) {
        const creation = await definition.creation(heroku, news.inputs);
        if (creation?.proof === "absent-before") await heroku.requireAbsent(creation);
      }
      return { id: "", given: news, outputs: previewOfCreate(definition, foreseen as PlainObject) };
    }
    const { id, outputs } = await definition.create(heroku, news.inputs);
    return { id, given: news, outputs };
  });
}

export async function update(definition: AnyResource, asked: Asked, run: Run): Promise<Result> {
  refuseUnchecked(definition, asked);
  const news = given(asked.news);
  const state = inForce(definition, asked);
  return run({ ...asked, definition, given: news }, async (heroku) => {
    if (asked.preview) {
      const { changes, outstanding } = diffOf(definition, asked);
      const changed = new Set(changes.map(({ path }) => String(path[0])));
      const foreseen = (await definition.preview?.(heroku, known(news.inputs), state)) ?? {};
      return {
        id: asked.id,
        given: news,
        outputs: previewOfUpdate(definition, state.outputs, foreseen as PlainObject, changed, outstanding.length > 0),
      };
    }
    if (definition.kind === "event") {
      return { id: asked.id, given: news, outputs: (await definition.resume?.(heroku, state)) ?? state.outputs };
    }
    const outputs = definition.update
      ? await definition.update(heroku, asked.id, news.inputs, state)
      : (await definition.read(heroku, asked.id, state))?.outputs;
    return { id: asked.id, given: news, outputs: outputs ?? state.outputs };
  });
}

interface Prior {
  id: string;
  inputs: PlainObject;
  outputs: PlainObject;
}

/** What is in force: after a change that failed half-way, that is less than what was declared. */
function inForce(definition: AnyResource, { id, olds }: Asked): Prior {
  const state = given(olds).inputs;
  return { id, inputs: partOf(state, definition.inputs.shape), outputs: partOf(state, definition.outputs.shape) };
}

/** What was declared. */
function declared(definition: AnyResource, asked: Asked): Prior {
  return { ...inForce(definition, asked), inputs: given(asked.oldInputs).inputs };
}

export async function read(definition: AnyResource, asked: Asked, run: Run): Promise<Result | undefined> {
  const state = declared(definition, asked);
  const isImport = Object.keys(asked.oldInputs).length === 0;
  const like = { like: asked.oldInputs, inputs: state.inputs };
  return run({ ...asked, definition, given: like }, async (heroku) => {
    if (definition.kind === "event") return readEvent(definition, heroku, state, isImport, like);
    const found = await (definition as AnyThing).read(heroku, asked.id, isImport ? undefined : state);
    if (!found) return undefined;
    const observed = isImport ? found.inputs : declaredOnly(found.inputs, state.inputs);
    return { id: found.id, given: { like: asked.oldInputs, inputs: observed }, outputs: found.outputs };
  });
}

async function readEvent(
  event: AnyEvent,
  heroku: Heroku,
  state: Prior,
  isImport: boolean,
  like: Given,
): Promise<Result> {
  if (isImport) {
    throw new HerokuFailure(
      "no-import",
      `${event.type} is something that happens once, not something that exists: it can't be imported`,
    );
  }
  return { id: state.id, given: like, outputs: (await event.read?.(heroku, state)) ?? state.outputs };
}

/** A field that the program leaves to Heroku is no outside change when Heroku changes it. */
const declaredOnly = (observed: PlainObject, declared: PlainObject): PlainObject =>
  Object.fromEntries(
    Object.entries(observed).filter(([key, value]) => Object.hasOwn(declared, key) && value !== undefined),
  );

export async function remove(definition: AnyResource, asked: Asked, run: Run): Promise<void> {
  if (definition.kind === "event") return;
  const state = given(asked.olds);
  await run({ ...asked, definition, given: state }, (heroku) => definition.delete(heroku, asked.id, state.inputs));
}

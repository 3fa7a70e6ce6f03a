import { z } from "zod";
import type { State } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { changeAtFirst } from "../define/restoring.ts";
import { addOnUuid } from "./add-on.ts";

// Settings of a database or store that is there without them: those that are declared are set, and get back what they were.

type Value = string | number | boolean;

/** The Data API has no published schema: this is what Heroku's CLI sends and reads (unverified). There are settings beside. */
const Answer = z.record(z.string(), z.object({ value: z.union([z.string(), z.number(), z.boolean()]).nullish() }));
type Answer = z.output<typeof Answer>;

/** What a definition says of its settings. */
export interface Settings<Inputs extends { addOn: string }> {
  /** The inputs that are settings. */
  fields: readonly Exclude<keyof Inputs & string, "addOn">[];
  /** Heroku's name of an input: `autoExplainLogFormat` → `auto_explain.log_format`. */
  nameOf(field: string): string;
  /** Where the Data API has the settings of an add-on. */
  pathOf(addOn: string): string;
  /** Whether Heroku has what is declared, in other words of its own; the same value otherwise. */
  isSame?(field: keyof Inputs & string, declared: Value, found: Value): boolean;
}

/** The values before, by Heroku's names and as JSON. */
interface Outputs {
  before: Record<string, string>;
}

/** `logStatement` → `log_statement`. */
export const snakeCase = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What all settings of add-ons do alike; a definition's outputs have `before`. */
export function settingsOf<Inputs extends { addOn: string }>(settings: Settings<Inputs>) {
  const { fields, nameOf, pathOf, isSame = () => false } = settings;
  const names = fields.map(nameOf);
  const valuesOf = (declared: Partial<Inputs>): Record<string, Value> =>
    Object.fromEntries(
      fields.flatMap((field) => (declared[field] === undefined ? [] : [[nameOf(field), declared[field] as Value]])),
    );
  const namesIn = (declared: Partial<Inputs>): string[] => Object.keys(valuesOf(declared));
  const inForce = async (heroku: Heroku, addOn: string, wanted: string[]) =>
    pick(await heroku.get(pathOf(addOn), Answer), wanted);

  /** The value as it was declared, while that means what Heroku has. */
  function shown(field: (typeof fields)[number], found: Value, prior: Inputs | undefined): Value {
    const declared = prior?.[field] as Value | undefined;
    return declared !== undefined && isSame(field, declared, found) ? declared : found;
  }

  /** One PATCH of what differs; none where nothing does. */
  async function set(heroku: Heroku, addOn: string, present: Record<string, Value>, wanted: Record<string, Value>) {
    const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => present[name] !== value));
    const changed = Object.keys(changes);
    if (changed.length === 0) return;
    await heroku.patch(pathOf(addOn), { doing: `set ${changed.join(", ")}`, body: changes, answer: Answer });
  }

  return {
    async create(heroku: Heroku, wanted: Inputs): Promise<{ id: string; outputs: Outputs }> {
      const { addOn } = wanted;
      const before = await inForce(heroku, addOn, namesIn(wanted));
      heroku.made(addOn, { before: asText(before) }, { addOn });
      await changeAtFirst(heroku, set(heroku, addOn, before, valuesOf(wanted)));
      return { id: addOn, outputs: { before: asText(before) } };
    },

    async read(
      heroku: Heroku,
      id: string,
      prior?: { inputs: Inputs; outputs: Outputs },
    ): Promise<State<Inputs, Outputs> | undefined> {
      const addOn = prior?.inputs.addOn ?? (await addOnUuid(heroku, id));
      const found = addOn && (await heroku.find(pathOf(addOn), Answer));
      if (!addOn || !found) return undefined;
      const known = fields.flatMap((field) => {
        const value = valueIn(found, nameOf(field));
        return value === undefined ? [] : [[field, shown(field, value, prior?.inputs)]];
      });
      const before = prior?.outputs.before ?? asText(pick(found, names));
      return { id: addOn, inputs: { addOn, ...Object.fromEntries(known) } as Inputs, outputs: { before } };
    },

    async update(heroku: Heroku, id: string, wanted: Inputs, prior: State<Inputs, Outputs>): Promise<Outputs> {
      const owned = fromText(prior.outputs.before);
      const fresh = namesIn(wanted).filter((name) => !Object.hasOwn(owned, name));
      const before = { ...owned, ...(fresh.length > 0 ? await inForce(heroku, id, fresh) : {}) };
      const takenOut = Object.keys(owned).filter((name) => !namesIn(wanted).includes(name));
      const restored = Object.fromEntries(takenOut.map((name) => [name, owned[name] as Value]));
      heroku.made(id, { before: asText(before) }, prior.inputs);
      await set(heroku, id, { ...before, ...valuesOf(prior.inputs) }, { ...restored, ...valuesOf(wanted) });
      for (const name of takenOut) delete before[name];
      return { before: asText(before) };
    },

    async delete(heroku: Heroku, id: string, { before, ...state }: Inputs & Outputs): Promise<void> {
      const found = await heroku.find(pathOf(id), Answer);
      const changed = found && namesIn(state as unknown as Inputs).filter((name) => found[name]);
      if (changed) await set(heroku, id, pick(found, changed), fromText(before));
    },
  };
}

const valueIn = (found: Answer, name: string): Value | undefined => found[name]?.value ?? undefined;

const pick = (found: Answer, names: string[]): Record<string, Value> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = valueIn(found, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

const asText = (values: Record<string, Value>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));

const fromText = (values: Record<string, string>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.parse(value) as Value]));

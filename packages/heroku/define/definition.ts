import type { z } from "zod";
import type { Claims } from "./claims.ts";
import type { Wrong } from "./explain.ts";
import type { Creation, Heroku } from "./heroku.ts";

/** What is said about a field beside its type and its text. */
export interface FieldMeta {
  /** A change needs a new object. */
  replaces?: boolean;
  /** The value (or, of a map or object, every value in it) is a secret. */
  secret?: boolean;
  /** Policies look for secrets among the values that a program declares here in clear. */
  judged?: boolean;
  /** Heroku chooses where it is left out: to declare it no longer is no change. */
  chosenByHeroku?: boolean;
  /** Of an output: the inputs whose change makes it unknown until it is applied. */
  changesWith?: string[];
}

declare module "zod" {
  interface GlobalMeta extends FieldMeta {}
}

export interface Made<O> {
  id: string;
  outputs: O;
}

export interface State<I, O> {
  id: string;
  inputs: I;
  outputs: O;
}

interface Common<I extends z.ZodObject, O extends z.ZodObject> {
  /** Name of the type, such as `Domain`. */
  type: string;
  inputs: I;
  outputs: O;
  /**
   * Asks Heroku what only Heroku knows about new and changed inputs, and returns the outputs that are known already.
   * Inputs that are not known yet are absent. Throws `WrongInputs` for what would be refused.
   */
  preview?(
    heroku: Heroku,
    inputs: Partial<z.output<I>>,
    prior?: State<z.output<I>, z.output<O>>,
  ): Promise<Partial<z.output<O>>>;
  /** Whether the old one has to go before a new one can be made, as where a name can be taken only once. */
  deleteBeforeReplace?: boolean;
  /** Paths of inputs that are declared but not in force yet: a diff until they are. */
  outstanding?(outputs: z.output<O>): string[];
  create(heroku: Heroku, inputs: z.output<I>): Promise<Made<z.output<O>>>;
  /**
   * The request that `create` sends through `createOnce`, where an object that exists may be somebody else's (`absent-before`): a
   * preview looks for it too. Undefined where nothing can be in the way.
   */
  creation?(heroku: Heroku, inputs: z.output<I>): Sent | undefined | Promise<Sent | undefined>;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever its response is
type Sent = Creation<any>;

/** Something that exists: it can be made, read, changed, deleted and imported. */
export interface Thing<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends Common<I, O> {
  kind: "thing";
  claims: Claims<Extract<keyof z.output<I>, string>>;
  /** Paths of inputs whose change, given from what to what, needs a new object: for what `replaces` can't say. */
  mustReplace?(prior: Partial<z.output<I>>, wanted: Partial<z.output<I>>): string[];
  /** What is refused of a change to an object that exists, such as one that would lose data; called by Check. */
  guard?(prior: Partial<z.output<I>>, wanted: Partial<z.output<I>>): Wrong[];
  /** What `pulumi import` takes as id, as a Markdown phrase with an example. */
  importId: string;
  /**
   * The object as it is, or undefined where it is gone. Without `prior` it is an import: the id is what the user typed,
   * and the id returned is the canonical one.
   */
  read(
    heroku: Heroku,
    id: string,
    prior?: { inputs: z.output<I>; outputs: z.output<O> },
  ): Promise<State<z.output<I>, z.output<O>> | undefined>;
  update?(
    heroku: Heroku,
    id: string,
    inputs: z.output<I>,
    prior: State<z.output<I>, z.output<O>>,
  ): Promise<z.output<O>>;
  delete(heroku: Heroku, id: string, state: z.output<I> & z.output<O>): Promise<void>;
}

/** Something that happens once for each value of its inputs; deleting it forgets it. */
export interface Event<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> extends Common<I, O> {
  kind: "event";
  /** Inputs that follow from others without asking Heroku, such as the hash of a folder; made by Check. */
  derive?(inputs: Partial<z.output<I>>): Promise<Partial<z.output<I>>>;
  /** Goes on with one that was interrupted; by default there is nothing to go on with. */
  resume?(heroku: Heroku, state: State<z.output<I>, z.output<O>>): Promise<z.output<O>>;
  /** What can be seen of it now; the inputs never change after the fact. */
  read?(heroku: Heroku, state: State<z.output<I>, z.output<O>>): Promise<z.output<O>>;
}

/** A look-up: a question that changes nothing. */
export interface LookUp<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  kind: "look-up";
  /** Name of the function, such as `getApp`. */
  type: string;
  inputs: I;
  outputs: O;
  invoke(heroku: Heroku, inputs: z.output<I>): Promise<z.output<O>>;
}

/** Any definition, its fields' types set aside: what the engine's service works with. */
// biome-ignore lint/suspicious/noExplicitAny: lifecycles take what Check has parsed with their own schema
export type AnyThing = Thing<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyEvent = Event<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyLookUp = LookUp<any, any>;
export type AnyResource = AnyThing | AnyEvent;

export function defineThing<I extends z.ZodObject, O extends z.ZodObject>(
  thing: Omit<Thing<I, O>, "kind">,
): Thing<I, O> {
  return { kind: "thing", ...thing };
}

export function defineEvent<I extends z.ZodObject, O extends z.ZodObject>(
  event: Omit<Event<I, O>, "kind">,
): Event<I, O> {
  return { kind: "event", ...event };
}

export function defineLookUp<I extends z.ZodObject, O extends z.ZodObject>(
  lookUp: Omit<LookUp<I, O>, "kind">,
): LookUp<I, O> {
  return { kind: "look-up", ...lookUp };
}

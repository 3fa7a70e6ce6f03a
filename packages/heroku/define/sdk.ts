import type { InvokeOptions, InvokeOutputOptions } from "@pulumi/pulumi/invoke.js";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import { CustomResource, type CustomResourceOptions, type ID } from "@pulumi/pulumi/resource.js";
import { invoke, invokeOutput } from "@pulumi/pulumi/runtime/invoke.js";
import type { z } from "zod";
import type { Args, Outputs } from "./deep.ts";
import { token } from "./token.ts";

// Types come from the definitions, names are written down beside the class (`generated/sdk.ts`): a program loads no definition.

/** What a resource or a look-up takes and gives. */
interface Shapes {
  inputs: z.ZodObject;
  outputs: z.ZodObject;
}

/** The class of a resource in a program. */
export interface ResourceClass<D extends Shapes> {
  new (name: string, args: Args<D["inputs"]>, options?: CustomResourceOptions): ResourceOf<D>;
  /** An existing object, looked up by its id (see the reference page for the format); it is read and never changed. */
  get(name: string, id: Input<ID>, options?: CustomResourceOptions): ResourceOf<D>;
  /** Whether a value is a resource of this class, whichever copy of the package made it. */
  isInstance(value: unknown): value is ResourceOf<D>;
}

type ResourceOf<D extends Shapes> = CustomResource & Outputs<D["inputs"]> & Outputs<D["outputs"]>;

/** The class of a type, with the names of its inputs and outputs. */
export function resourceClass<D extends Shapes>(name: string, fields: readonly string[]): ResourceClass<D> {
  const type = token(name);
  const outputs = Object.fromEntries(fields.map((field) => [field, undefined]));
  class Resource extends CustomResource {
    static get(name: string, id: Input<ID>, options?: CustomResourceOptions) {
      return new Resource(name, {}, { ...options, id });
    }
    static override isInstance(value: unknown): value is CustomResource {
      return typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type;
    }
    constructor(name: string, args: object, options?: CustomResourceOptions) {
      super(type, name, { ...outputs, ...args }, options);
    }
  }
  return Resource as unknown as ResourceClass<D>;
}

/** A look-up as a program calls it, with plain arguments. */
export type LookUpOf<D extends Shapes> = (
  args: z.input<D["inputs"]>,
  options?: InvokeOptions,
) => Promise<z.output<D["outputs"]>>;

/** The same with arguments that may be outputs; the answer is an output. */
export type LookUpOutputOf<D extends Shapes> = (
  args: Args<D["inputs"]>,
  options?: InvokeOutputOptions,
) => Output<z.output<D["outputs"]>>;

export const lookUp =
  <D extends Shapes>(name: string): LookUpOf<D> =>
  (args, options) =>
    invoke(token(name), args, options);

export const lookUpOutput =
  <D extends Shapes>(name: string): LookUpOutputOf<D> =>
  (args, options) =>
    invokeOutput(token(name), args, options);

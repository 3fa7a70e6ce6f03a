import type { InvokeOptions, InvokeOutputOptions } from "@pulumi/pulumi/invoke.js";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import { CustomResource, type CustomResourceOptions, type ID } from "@pulumi/pulumi/resource.js";
import { invoke, invokeOutput } from "@pulumi/pulumi/runtime/invoke.js";
import type { z } from "zod";
import type { Args, Outputs } from "./deep.ts";
import type { Event, LookUp, Thing } from "./definition.ts";
import { token } from "./token.ts";

/** The class of a resource in a program. */
export interface ResourceClass<I extends z.ZodObject, O extends z.ZodObject> {
  new (name: string, args: Args<I>, options?: CustomResourceOptions): CustomResource & Outputs<I> & Outputs<O>;
  /** An existing object, looked up by its id (see the reference page for the format); it is read and never changed. */
  get(name: string, id: Input<ID>, options?: CustomResourceOptions): CustomResource & Outputs<I> & Outputs<O>;
  /** Whether a value is a resource of this class, whichever copy of the package made it. */
  isInstance(value: unknown): value is CustomResource & Outputs<I> & Outputs<O>;
}

export function resourceClass<I extends z.ZodObject, O extends z.ZodObject>(
  definition: Thing<I, O> | Event<I, O>,
): ResourceClass<I, O> {
  const type = token(definition.type);
  const outputs = Object.fromEntries(
    [...Object.keys(definition.inputs.shape), ...Object.keys(definition.outputs.shape)].map((key) => [key, undefined]),
  );
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
  return Resource as unknown as ResourceClass<I, O>;
}

/** A look-up as a program calls it, with plain arguments. */
export function lookUp<I extends z.ZodObject, O extends z.ZodObject>(definition: LookUp<I, O>) {
  return (args: z.input<I>, options?: InvokeOptions): Promise<z.output<O>> =>
    invoke(token(definition.type), args, options);
}

/** The same with arguments that may be outputs; the answer is an output. */
export function lookUpOutput<I extends z.ZodObject, O extends z.ZodObject>(definition: LookUp<I, O>) {
  return (args: Args<I>, options?: InvokeOutputOptions): Output<z.output<O>> =>
    invokeOutput(token(definition.type), args, options);
}

import type { Input, Output } from "@pulumi/pulumi/output.js";
import type { z } from "zod";

type Scalar = string | number | boolean | bigint | null | undefined;

/** A value of which every leaf, every branch or the whole may be an Output. */
export type Deep<T> = Input<
  T extends Scalar ? T : T extends readonly (infer Item)[] ? Deep<Item>[] : { [Key in keyof T]: Deep<T[Key]> }
>;

/** What a program passes to a resource or to a look-up's `…Output` form. */
export type Args<Shape extends z.ZodObject> = { [Key in keyof z.input<Shape>]: Deep<z.input<Shape>[Key]> };

/** What a resource offers: each of its fields as an output. */
export type Outputs<Shape extends z.ZodObject> = {
  readonly [Key in keyof z.output<Shape>]-?: Output<z.output<Shape>[Key]>;
};

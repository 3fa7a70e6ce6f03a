import { z } from "zod";
import type { AnyResource } from "../../define/definition.ts";
import { unwrap } from "../../define/fields.ts";

/** The inputs of a resource that name an object of Heroku's by its id alone: those that `idOf` describes. */
export const idInputs = ({ inputs }: AnyResource): string[] =>
  Object.keys(inputs.shape).filter((key) => unwrap(inputs.shape[key]) instanceof z.ZodGUID);

import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";

const inputs = z.object({
  /** Name of the stack, such as `heroku-24`. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the stack. */
  id: z.string(),
  /** Name of the stack. */
  name: z.string(),
  /** Whether new apps get it where nothing else is said. */
  isDefault: z.boolean(),
  /** Heroku's word for how far it can be relied on, such as `public` or `deprecated`. */
  state: z.string(),
});

const Answer = z.object({ id: z.string(), name: z.string(), default: z.boolean(), state: z.string() });

/**
 * The operating system image that builds and dynos use.
 * https://devcenter.heroku.com/articles/stack
 *
 * @example
 * const { isDefault } = await getStack({ name: "heroku-24" });
 */
export const stackLookUp = defineLookUp({
  type: "getStack",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/stacks", Answer), name, "a stack");
    return { id: found.id, name, isDefault: found.default, state: found.state };
  },
});

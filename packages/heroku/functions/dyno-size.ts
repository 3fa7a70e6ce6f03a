import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";

const inputs = z.object({
  /** Name of the size in any case, such as `standard-1x`. */
  size: z.string(),
});

const outputs = z.object({
  /** Name of the size as Heroku writes it, such as `Standard-1X`. */
  name: z.string(),
  /** Price of one dyno in whole US cents a month at full use; none where Heroku lists no price. */
  monthlyCents: z.int().optional(),
  /** Memory in gigabytes. */
  memoryGb: z.number(),
  /** Whether the dyno has a machine to itself. */
  dedicated: z.boolean(),
  /** Whether only apps in private spaces can use it. */
  privateSpaceOnly: z.boolean(),
});

const Answer = z.object({
  name: z.string(),
  cost: z.object({ cents: z.number(), unit: z.string() }).nullish(),
  memory: z.number(),
  dedicated: z.boolean(),
  private_space_only: z.boolean(),
});

/**
 * What a dyno size offers and costs.
 * https://devcenter.heroku.com/articles/dyno-types
 *
 * @example
 * const { monthlyCents } = await getDynoSize({ size: "standard-1x" });
 */
export const dynoSizeLookUp = defineLookUp({
  type: "getDynoSize",
  inputs,
  outputs,

  async invoke(heroku, { size }) {
    const all = await heroku.list("/dyno-sizes", Answer);
    const found = all.find((each) => each.name.toLowerCase() === size.toLowerCase());
    if (!found) {
      const names = all.map((each) => each.name.toLowerCase());
      const reason = `"${size}" is not a dyno size${didYouMean(size, names)}`;
      throw new WrongInputs([{ path: ["size"], reason }]);
    }
    return {
      name: found.name,
      monthlyCents: found.cost?.cents,
      memoryGb: found.memory,
      dedicated: found.dedicated,
      privateSpaceOnly: found.private_space_only,
    };
  },
});

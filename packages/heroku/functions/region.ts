import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";

const inputs = z.object({
  /** Name of the region, such as `eu`. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the region. */
  id: z.string(),
  /** Name of the region. */
  name: z.string(),
  /** Country, such as `Ireland`. */
  country: z.string(),
  /** Place in it, such as `Dublin`. */
  locale: z.string(),
  /** Region of the provider beneath, such as `eu-west-1`. */
  providerRegion: z.string(),
  /** Whether private spaces can be in it. */
  privateCapable: z.boolean(),
});

const Answer = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  locale: z.string(),
  provider: z.object({ region: z.string() }),
  private_capable: z.boolean(),
});

/**
 * Where a region lies.
 * https://devcenter.heroku.com/articles/regions
 *
 * @example
 * const { country } = await getRegion({ name: "eu" });
 */
export const regionLookUp = defineLookUp({
  type: "getRegion",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/regions", Answer), name, "a region");
    const { id, country, locale, provider, private_capable } = found;
    return { id, name, country, locale, providerRegion: provider.region, privateCapable: private_capable };
  },
});

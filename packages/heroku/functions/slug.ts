import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Name or UUID of the app. */
  app: z.string(),
  /** UUID of the slug, as a release or a build names it. */
  slug: z.string(),
});

const outputs = z.object({
  /** UUID of the slug. */
  id: z.string(),
  /** Stack that it runs on, such as `heroku-24`. */
  stack: z.string(),
  /** Command by process type. */
  processTypes: z.record(z.string(), z.string()),
  /** Commit of its code; absent where nobody told Heroku. */
  commit: z.string().optional(),
  /** Hash of its archive, such as `SHA256:…`; absent where nobody told Heroku. */
  checksum: z.string().optional(),
  /** Size of its archive in bytes; absent until Heroku has it. */
  bytes: z.int().optional(),
});

const Answer = z.object({
  id: z.string(),
  stack: z.object({ name: z.string() }),
  process_types: z.record(z.string(), z.string()),
  commit: z.string().nullish(),
  checksum: z.string().nullish(),
  size: z.number().nullish(),
});

/**
 * A slug: code that was built and is ready to run, with its process types.
 * https://devcenter.heroku.com/articles/slug-compiler
 *
 * @example
 * const { slug } = await getRelease({ app: "example" });
 * const { processTypes } = await getSlug({ app: "example", slug: slug ?? "" });
 */
export const slugLookUp = defineLookUp({
  type: "getSlug",
  inputs,
  outputs,

  async invoke(heroku, { app, slug }) {
    const found = await heroku.get(`/apps/${app}/slugs/${slug}`, Answer);
    const { id, stack, process_types, commit, checksum, size } = found;
    return {
      id,
      stack: stack.name,
      processTypes: process_types,
      commit: commit ?? undefined,
      checksum: checksum ?? undefined,
      bytes: size ?? undefined,
    };
  },
});

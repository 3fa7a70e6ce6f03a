import { z } from "zod";

/** The id of one of Heroku's objects. What is none must not get into a state, nor into the path of a request. */
export const Uuid = z.guid();

/** Each kind of object that an input names by its id, and where a program gets that id. */
const WHERE = {
  app: ["an app", 'getAppOutput({ name: "…" }).id'],
  "add-on": ["an add-on", 'getAddOnOutput({ addOn: "…" }).id'],
  pipeline: ["a pipeline", 'getPipelineOutput({ name: "…" }).id'],
  space: ["a space", 'getSpaceOutput({ name: "…" }).id'],
  "app or space": ["an app or a space", 'getAppOutput({ name: "…" }).id or getSpaceOutput({ name: "…" }).id'],
  slug: ["a slug", 'getReleaseOutput({ app: "…" }).slug'],
  image: ["a container image", 'getReleaseOutput({ app: "…" }).slug'],
} as const;

/**
 * An input that names an object of Heroku's. A name is refused: a refresh reads the id back, which would replace what was declared by
 * name, and a name can be given to another object.
 */
export function idOf(kind: keyof typeof WHERE): z.ZodGUID {
  const [what, where] = WHERE[kind];
  return z.guid({
    error: (issue) => (typeof issue.input === "string" ? `is not the UUID of ${what}; use ${where}` : undefined),
  });
}

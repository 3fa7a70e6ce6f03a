import { z } from "zod";

/** How a body names something that exists: Heroku's schema has a name or id, its CLI sends `{ name }` or `{ id }`. */
export const identity = z
  .union([z.string(), z.object({ name: z.string() }), z.object({ id: z.string() })])
  .transform((value) => (typeof value === "string" ? value : "name" in value ? value.name : value.id));

import { z } from "zod";

/**
 * What `heroku pg:info` and `heroku redis:info` read. The answer has the address with its password too, and may have lines
 * with those of other databases: only lines that are known to hold none are told.
 */
export const InfoAnswer = z.object({
  info: z.array(z.object({ name: z.string(), values: z.array(z.unknown()) })),
});

/** A line by its title, which Heroku writes with capitals of its own; absent where there is none. */
export const lineOf = ({ info }: z.output<typeof InfoAnswer>, title: string): string | undefined =>
  info
    .find(({ name }) => name.toLowerCase() === title.toLowerCase())
    ?.values.map(String)
    .join(", ");

import { z } from "zod";

/** An address or a host name in an answer: of bounded length, as programs show them in their outputs. */
export const Address = z.string().max(2_048);

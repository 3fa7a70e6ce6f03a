import { z } from "zod";

/** The id of one of Heroku's objects. What is none must not get into a state, nor into the path of a request. */
export const Uuid = z.guid();

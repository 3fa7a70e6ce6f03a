export { addOnsWithData } from "./add-ons/add-on.ts";
export { isStandardPostgres } from "./add-ons/plan-name.ts";
export { HerokuFailure } from "./define/errors.ts";
export { codeOf, Release } from "./deploy/release.ts";
export { endpointOf, readKey };

import { type Environment, endpointOf } from "./client/endpoint.ts";
import { createClient } from "./client/heroku.ts";
import { readKey } from "./client/key.ts";
import type { Heroku } from "./define/heroku.ts";

/** Heroku as somebody sees it who only looks: the provider's own client, with its key, its retries and its manners. */
export interface HerokuReader extends Pick<Heroku, "get" | "find" | "list"> {
  close(): Promise<void>;
}

/**
 * The Heroku that an environment leads to, as it does for the provider, by default with the key in HEROKU_API_KEY. The key is read with
 * the first request.
 */
export function herokuReader(env: Environment = process.env, keyVariable?: string): HerokuReader {
  const endpoint = endpointOf(env);
  const client = createClient({ endpoint, key: () => readKey(endpoint, env, keyVariable), env });
  const silent = () => {};
  const { get, find, list } = client.heroku({
    urn: "",
    type: "",
    timeoutMs: 0,
    say: silent,
    note: silent,
    warn: silent,
    made: silent,
    forget: silent,
  });
  return { get, find, list, close: () => client.close() };
}

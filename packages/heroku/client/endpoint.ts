import { HerokuFailure } from "../define/errors.ts";

/** Environment variables by name. Not `NodeJS.ProcessEnv`: whoever names our types needs no types of Node for it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which Heroku is spoken to. The Data and metrics APIs have hosts of their own at Heroku, and the same one in the sandbox. */
export interface Endpoint {
  kind: "heroku" | "sandbox";
  host: string;
  /** Address of the Platform API, without a slash at its end. */
  api: string;
  /** Address of the Data API, without a slash at its end. https://devcenter.heroku.com/articles/heroku-postgresql */
  data: string;
  /** Address of the metrics API, without a slash at its end. https://devcenter.heroku.com/articles/autoscaling */
  metrics: string;
}

const HEROKU = "https://api.heroku.com";
const HEROKU_DATA = "https://api.data.heroku.com";
const HEROKU_METRICS = "https://api.metrics.heroku.com";

export function endpointOf(env: Environment): Endpoint {
  const api = (env.HEROKU_API_URL?.trim() || HEROKU).replace(/\/+$/, "");
  const { hostname } = addressIn(api);
  return hostname === new URL(HEROKU).hostname
    ? { kind: "heroku", host: hostname, api: HEROKU, data: HEROKU_DATA, metrics: HEROKU_METRICS }
    : { kind: "sandbox", host: hostname, api, data: api, metrics: api };
}

function addressIn(api: string): URL {
  const url = URL.parse(api);
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash) return url;
  // The value is not repeated: what was put there by mistake may be the key.
  throw new HerokuFailure(
    "bad-address",
    "HEROKU_API_URL is not the address of a Platform API, such as http://127.0.0.1:5117",
  );
}

/** The address of a path of any of the APIs. */
export function addressOf(endpoint: Endpoint, path: string): string {
  if (/^\/apps\/[^/]+\/formation\/[^/]+\/monitors(\/|$)/.test(path)) return endpoint.metrics + path;
  const isData = /^\/(client\/v\d+|postgres|redis|data)\//.test(path);
  return (isData ? endpoint.data : endpoint.api) + path;
}

/** Which Heroku is spoken to. The Data API has a host of its own at Heroku, and the same one in the sandbox. */
export interface Endpoint {
  kind: "heroku" | "sandbox";
  host: string;
  /** Address of the Platform API, without a slash at its end. */
  api: string;
  /** Address of the Data API, without a slash at its end. https://devcenter.heroku.com/articles/heroku-postgresql */
  data: string;
}

const HEROKU = "https://api.heroku.com";
const HEROKU_DATA = "https://api.data.heroku.com";

export function endpointOf(env: NodeJS.ProcessEnv): Endpoint {
  const api = (env.HEROKU_API_URL?.trim() || HEROKU).replace(/\/+$/, "");
  const { hostname } = new URL(api);
  return api === HEROKU
    ? { kind: "heroku", host: hostname, api, data: HEROKU_DATA }
    : { kind: "sandbox", host: hostname, api, data: api };
}

/** The address of a path of either API. */
export function addressOf(endpoint: Endpoint, path: string): string {
  const isData = /^\/(client\/v\d+|postgres|redis|data)\//.test(path);
  return (isData ? endpoint.data : endpoint.api) + path;
}

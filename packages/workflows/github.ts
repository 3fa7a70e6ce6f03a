/** A repository on GitHub, through its REST API. */
export interface GitHub {
  /** All items of a list, page by page. */
  all<T>(path: string): Promise<T[]>;
  get<T>(path: string): Promise<T>;
  send(method: "POST" | "PATCH", path: string, body: object): Promise<void>;
}

export interface Access {
  /** Address of the API, such as `https://api.github.com`. */
  url: string;
  token: string;
  /** `owner/name`. */
  repository: string;
}

/** GitHub's own limit. */
const PER_PAGE = 100;

const TIMEOUT_MS = 30_000;

/** A step that can't or must not go on; shown without a stack trace. */
export class Refused extends Error {
  override readonly name = "ToolchainError";
}

/** Paths begin below `/repos/owner/name`. */
export function gitHub({ url, token, repository }: Access): GitHub {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/repos/${repository}${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Refused(`GitHub refused ${method} ${path}: status ${answer.status}.`);
    return await answer.json();
  };
  const all = async <T>(path: string): Promise<T[]> => {
    const items: T[] = [];
    for (let page = 1; ; page++) {
      const separator = path.includes("?") ? "&" : "?";
      const more = (await call("GET", `${path}${separator}per_page=${PER_PAGE}&page=${page}`)) as T[];
      items.push(...more);
      if (more.length < PER_PAGE) return items;
    }
  };
  return {
    all,
    get: async <T>(path: string) => (await call("GET", path)) as T,
    send: async (method, path, body) => {
      await call(method, path, body);
    },
  };
}

/** As a step of a workflow finds it; the token is given to it by name. */
export function gitHubOf(env: NodeJS.ProcessEnv): GitHub {
  return gitHub({
    url: needed(env, "GITHUB_API_URL"),
    token: needed(env, "GITHUB_TOKEN"),
    repository: needed(env, "GITHUB_REPOSITORY"),
  });
}

export function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Refused(`${name} is not set. docs/how-to/github.md says what the workflows need.`);
  return value;
}

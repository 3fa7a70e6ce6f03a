import { createSandbox } from "@consumer-notebook/heroku-sandbox";
import type { Request } from "@consumer-notebook/toolchain";

/** Looks at something that was made and may not be ready yet: how many there are differs from run to run. */
const WAITING: readonly string[] = [
  "GET /addons/{}",
  "GET /apps/{}/builds/{}",
  "GET /apps/{}/domains/{}",
  "GET /apps/{}/releases/{}",
  "GET /client/v11/databases/{}/wait_status",
  "GET /redis/v0/databases/{}/wait",
];

/** API requests by kind, in the order of the alphabet, and how many others only waited. */
export interface Requests {
  kinds: Record<string, number>;
  waiting: number;
}

export function countRequests(requests: readonly Request[]): Requests {
  const others = requests.filter((request) => !isWaiting(request)).map(kindOf);
  const kinds = Object.entries(Object.groupBy(others, (kind) => kind)).map(([kind, all = []]) => [kind, all.length]);
  return { kinds: Object.fromEntries(kinds.sort()), waiting: requests.length - others.length };
}

const isWaiting = (request: Request): boolean => request.status === 200 && WAITING.includes(kindOf(request));

/** Method and path of a request, with `{}` for ids and names: `GET /apps/{}/config-vars`. */
export function kindOf({ method, path }: Request): string {
  const route = ROUTES.find((each) => each.method === method && each.matches.test(path));
  return `${method} ${route?.kind ?? path}`;
}

const PARAMETER = /:\w+/g;

/** Paths that Heroku has, the ones with the fewest parameters first: `/account/features` is no `/account/{}`. */
const ROUTES = (await routes())
  .map(({ method, path }) => ({
    method,
    kind: path.replace(PARAMETER, "{}"),
    matches: new RegExp(`^${path.replace(PARAMETER, "[^/]+")}$`),
  }))
  .sort((one, other) => one.kind.split("{}").length - other.kind.split("{}").length);

async function routes() {
  const sandbox = createSandbox();
  await sandbox.close();
  return sandbox.routes;
}

import { endpointOf, HerokuFailure, readKey } from "@pulumi/heroku/read";
import { effective } from "../effective.ts";
import { type Check, type Found, ok, problem, warning } from "../place.ts";

const TIMEOUT_MS = 2_000;

/** Of the 4,500 requests an hour that an account has, what a change of two stacks may take. */
const FEW_REQUESTS = 450;

/** What may change config vars; `read` and `write` leave them out. https://devcenter.heroku.com/articles/oauth#scopes */
const MAY_WRITE = ["global", "write-protected"];
const MAY_READ = [...MAY_WRITE, "read-protected"];

const NEW_KEY = 'export HEROKU_API_KEY="$(heroku authorizations:create --short)"';

type Endpoint = ReturnType<typeof endpointOf>;

/** Which Heroku it is, whether it answers, and what the key may do. Two requests, which only read. */
export const check: Check = async (place) => {
  const { env, isSandbox } = effective(place);
  if (isSandbox)
    return [
      ok(
        "the sandbox in .sandbox/, as HEROKU_API_URL, HEROKU_API_KEY and PULUMI_BACKEND_URL are not set; it needs no key",
      ),
    ];
  try {
    const endpoint = endpointOf(env);
    const key = keyOf(endpoint, env);
    return key.found ? [key.found] : await asked(endpoint, key.value, key.from);
  } catch (error) {
    if (!(error instanceof HerokuFailure)) throw error;
    return [problem(error.message, "unset HEROKU_API_URL, or set it to an address")];
  }
};

type Key = { found: Found } | { found?: undefined; value: string; from: string };

function keyOf(endpoint: Endpoint, env: NodeJS.ProcessEnv): Key {
  const from = env.HEROKU_API_KEY?.trim() ? "HEROKU_API_KEY" : (env.NETRC ?? "~/.netrc");
  try {
    return { value: readKey(endpoint, env), from };
  } catch (error) {
    if (!(error instanceof HerokuFailure)) throw error;
    const { HEROKU_NETRC: _, ...withNetrc } = env;
    const mend =
      env.HEROKU_NETRC === "off" && has(() => readKey(endpoint, withNetrc))
        ? `export HEROKU_API_URL=${endpoint.api}, as the key in ${from} is used only where somebody names the endpoint`
        : NEW_KEY;
    return { found: problem(error.message, mend, "Key") };
  }
}

function has(read: () => unknown): boolean {
  try {
    return Boolean(read());
  } catch {
    return false;
  }
}

async function asked(endpoint: Endpoint, key: string, from: string): Promise<Found[]> {
  const account = await ask(endpoint, "/account", key);
  if (typeof account === "string") return [silent(endpoint, account)];
  const here = ok(
    `${endpoint.api} answers${endpoint.kind === "sandbox" ? "; not Heroku itself, so what is made there is a trial" : ""}`,
  );
  if (account.status === 401) return [here, problem(`the one from ${from} is refused (401)`, NEW_KEY, "Key")];
  if (account.status === 429)
    return [here, warning("no request is left this hour (429)", "wait some minutes", "Rate limit")];
  if (!account.ok)
    return [
      here,
      problem(
        `${from}: GET /account is answered with ${account.status}`,
        account.status === 403 ? NEW_KEY : "look at https://status.heroku.com",
        "Key",
      ),
    ];
  const apps = await ask(endpoint, "/apps", key);
  return [here, scopeOf(account, apps, from), limitOf(account)];
}

function silent({ kind, api }: Endpoint, why: string): Found {
  const { port } = new URL(api);
  const start = `npm run sandbox -- --port ${port || "5117"} (and leave it running), or unset HEROKU_API_URL`;
  return problem(
    `${api} does not answer (${why})`,
    kind === "sandbox" ? start : "look at https://status.heroku.com and at your network",
  );
}

/** That Heroku tells a key's scope in this header of each answer is (unverified); the second request tells at least what it may read. */
const SCOPE = "oauth-scope";

function scopeOf(account: Response, apps: Response | string, from: string): Found {
  const scope =
    account.headers
      .get(SCOPE)
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  const said = scope.length > 0 ? `scope ${scope.join(", ")}` : "scope not told";
  const may = (scopes: string[]) => scope.length === 0 || scope.some((each) => scopes.includes(each));
  if (typeof apps === "string" || !apps.ok || !may(MAY_READ)) {
    const answer = typeof apps === "string" ? apps : apps.status;
    return problem(
      `the one from ${from} can't read apps with their config vars (${said}; GET /apps: ${answer})`,
      NEW_KEY,
      "Key",
    );
  }
  if (!may(MAY_WRITE))
    return warning(`the one from ${from} may read only (${said}): enough to preview, not to apply`, NEW_KEY, "Key");
  return ok(`from ${from}, ${said}`, "Key");
}

function limitOf({ headers }: Response): Found {
  const remaining = Number(headers.get("ratelimit-remaining") ?? Number.NaN);
  if (Number.isNaN(remaining)) return warning("not told", undefined, "Rate limit");
  const text = `${remaining} requests left`;
  return remaining < FEW_REQUESTS
    ? warning(text, "wait some minutes: it fills up by the minute", "Rate limit")
    : ok(text, "Rate limit");
}

/** An answer, or why there is none. */
async function ask({ api }: Endpoint, path: string, key: string): Promise<Response | string> {
  const headers = {
    accept: "application/vnd.heroku+json; version=3",
    authorization: `Bearer ${key}`,
    range: "id ..; max=1",
  };
  try {
    const answer = await fetch(api + path, { headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return `not within ${TIMEOUT_MS / 1000} s`;
    const { code, message } = (error as { cause?: { code?: string; message?: string } }).cause ?? {};
    return code ?? message ?? "no connection";
  }
}

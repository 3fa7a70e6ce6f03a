import { afterEach, expect, it } from "vitest";
import { createSandbox, type SandboxOptions } from "../index.ts";
import type { Probe } from "../verify/probe.ts";
import { type Outcome, type Verifying, verify } from "../verify/verify.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A second sandbox stands for the real Heroku. */
async function heroku(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ seed: "the other", provisionMs: 0, ...options });
  closing.push(() => sandbox.close());
  const url = `http://127.0.0.1:${await sandbox.listen(0)}`;
  const held = async (noun: string) => {
    const headers = { authorization: "Bearer key", accept: "application/vnd.heroku+json; version=3" };
    return (await (await fetch(`${url}${noun}`, { headers })).json()) as unknown[];
  };
  return { url, held };
}

async function outcomes(url: string, more: Partial<Verifying> = {}) {
  const all: Outcome[] = [];
  const signal = new AbortController().signal;
  const left: string[] = [];
  await verify({
    url,
    key: "key",
    random: "0451",
    signal,
    done: (each) => all.push(each),
    left: (path) => left.push(path),
    ...more,
  });
  return { all, left, different: all.filter(({ differs }) => differs.length > 0) };
}

/** Changes what is answered to one request. */
const answering =
  (method: string, path: RegExp, change: (body: Record<string, unknown>, status: number) => Response) =>
  (fetch: (request: Request) => Promise<Response>) =>
  async (request: Request) => {
    const answer = await fetch(request);
    if (request.method !== method || !path.test(new URL(request.url).pathname)) return answer;
    return change((await answer.json()) as Record<string, unknown>, answer.status);
  };

it("finds no difference between two sandboxes, and leaves nothing behind", async () => {
  const { url, held } = await heroku();
  const { all, left, different } = await outcomes(url);
  expect(different).toEqual([]);
  expect(all.length).toBeGreaterThan(25);
  expect(left).toEqual([]);
  for (const path of ["/apps", "/pipelines", "/oauth/authorizations", "/oauth/clients", "/account/keys"]) {
    expect(await held(path), path).toEqual([]);
  }
});

it("tells other words, another status and another form", async () => {
  const words = await heroku({
    around: answering("POST", /log-drains$/, (body, status) =>
      Response.json(status === 422 ? { ...body, message: "Other words" } : body, { status }),
    ),
  });
  const drains = (await outcomes(words.url)).different.find(({ fact }) => fact.startsWith("log drains"));
  expect(drains?.differs).toContain(
    'POST /apps/APP/log-drains: message: Heroku "Other words", sandbox "Url is invalid."',
  );
  const form = await heroku({
    around: answering("POST", /acm$/, ({ id: _, ...body }) => Response.json({ ...body, further: 1 }, { status: 202 })),
  });
  const [acm] = (await outcomes(form.url)).different;
  expect(acm?.differs.join("\n")).toMatch(/status: Heroku 202, sandbox \d+/);
  expect(acm?.differs).toContain('POST /apps/APP/acm: further: Heroku "number", sandbox "lacks it"');
  expect(acm?.differs).toContain('POST /apps/APP/acm: id: Heroku "lacks it", sandbox "string"');
});

it("tells what only one of them offers, and nothing of the rest", async () => {
  const { url } = await heroku({
    around: (fetch) => async (request) => {
      const answer = await fetch(request);
      if (new URL(request.url).pathname !== "/regions") return answer;
      return Response.json(((await answer.json()) as { name: string }[]).filter(({ name }) => name !== "london"));
    },
  });
  const [regions, ...others] = (await outcomes(url)).different;
  expect(others).toEqual([]);
  expect(regions?.differs).toEqual([
    expect.stringMatching(/^names at \/regions: /),
    expect.stringMatching(/^london: Heroku nothing, sandbox \{"id":/),
  ]);
});

it("never shows a token", async () => {
  const tokens: string[] = [];
  const { url } = await heroku({
    around: answering("POST", /authorizations/, (body, status) => {
      const { token = "" } = (body.access_token ?? {}) as { token?: string };
      tokens.push(token);
      return Response.json({ ...body, access_token: { token, expires_in: "soon" } }, { status });
    }),
  });
  const { different } = await outcomes(url);
  const shown = JSON.stringify(different);
  expect(shown).toContain("access_token.expires_in");
  for (const token of tokens.filter(Boolean)) expect(shown).not.toContain(token);
});

it("deletes what it made when it is interrupted, and when a probe fails", async () => {
  const { url, held } = await heroku();
  const interrupted = new AbortController();
  const failing: Probe = { fact: "fails", settles: [], run: () => Promise.reject(new Error("no answer")) };
  const stopping: Probe = { fact: "stops", settles: [], run: async () => interrupted.abort(new Error("interrupted")) };
  const asking: Probe = { fact: "asks", settles: [], run: async ({ ask }) => void (await ask("GET", "/apps")) };
  const seen: Outcome[] = [];
  const done = (each: Outcome) => void seen.push(each);
  const probes = [failing, asking, stopping, asking];
  await expect(outcomes(url, { probes, signal: interrupted.signal, done })).rejects.toThrow("interrupted");
  expect(seen[0]?.differs).toEqual([
    "could not be asked of Heroku: no answer",
    "could not be asked of sandbox: no answer",
  ]);
  expect(seen[1]?.differs).toEqual([]);
  expect(await held("/apps")).toEqual([]);
});

it("says what it could not delete", async () => {
  const { url } = await heroku({
    around: answering("DELETE", /^\/apps\/[^/]+$/, (body) => Response.json(body, { status: 403 })),
  });
  expect((await outcomes(url, { probes: [] })).left).toEqual(["/apps/verify-0451"]);
});

import type { Answer, Seen, Side } from "./probe.ts";

export type Send = (method: string, path: string, init: RequestInit) => Promise<Response>;

/** What a probe has seen of one side. */
export interface Seens {
  answers: Seen[];
  told: { what: string; value: unknown }[];
}

export interface Opened {
  side: Side;
  /** What was seen since the last call. */
  take(): Seens;
  /** Deletes what was made, the app last. Returns the paths that could not be deleted. */
  close(): Promise<string[]>;
}

/** Makes the app of one side. From then on `close` has to be called. */
export async function openSide(send: Send, random: string, signal: AbortSignal): Promise<Opened> {
  let seens: Seens = { answers: [], told: [] };
  const later: string[] = [];
  const request = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    signal.throwIfAborted();
    return answerOf(await send(method, path, initOf(body, headers)));
  };
  const name = `verify-${random}`;
  // Before it is there: should its answer be lost, it is deleted all the same.
  later.push(`/apps/${name}`);
  const close = async () => {
    const left: string[] = [];
    for (const path of later.splice(0).reverse()) {
      const status = await send("DELETE", path, initOf()).then(
        (response) => response.status,
        () => 0,
      );
      if (![200, 202, 204, 404, 410].includes(status)) left.push(path);
    }
    return left;
  };
  try {
    const made = await request("POST", "/apps", { name });
    if (made.status !== 201) throw new Error(`no app could be made: ${made.status} ${made.body?.message}`);
    const side: Side = {
      app: { name, id: made.body.id },
      random,
      async ask(method, path, body, headers) {
        const answer = await request(method, path, body, headers);
        seens.answers.push({ request: `${method} ${path}`, status: answer.status, body: answer.body });
        return answer;
      },
      prepare: request,
      tell: (what, value) => void seens.told.push({ what, value }),
      afterwards: (path) => void later.push(path),
    };
    const take = () => {
      const taken = seens;
      seens = { answers: [], told: [] };
      return taken;
    };
    return { side, take, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function initOf(body?: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    headers: {
      accept: "application/vnd.heroku+json; version=3",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Some refusals are plain text.
  }
  return { status: response.status, headers: response.headers, body };
}

import { createSandbox, type ManualClock, manualClock, type Sandbox, type SandboxOptions } from "../../index.ts";
import { conforming } from "./conforming.ts";

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** A client with a key. Each request and answer is held to Heroku's schema. */
export interface Client {
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  patch<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  delete<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
}

export interface TestSandbox {
  sandbox: Sandbox;
  clock: ManualClock;
  /** The client of the key "key". */
  heroku: Client;
  as(key: string): Client;
}

const ORIGIN = "http://127.0.0.1";

/** A sandbox in memory with a clock that stands still and repeatable ids. */
export function testSandbox(options: SandboxOptions & { clock?: ManualClock } = {}): TestSandbox {
  const clock = options.clock ?? manualClock();
  const sandbox = createSandbox({ seed: 1, ...options, clock });
  const as = (key: string) => client(sandbox, key);
  return { sandbox, clock, as, heroku: as("key") };
}

function client(sandbox: Sandbox, key: string): Client {
  const fetch = conforming(sandbox.fetch);
  const send = async <T>(method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, ORIGIN), {
      method,
      headers: { Authorization: `Bearer ${key}`, Accept: "application/vnd.heroku+json; version=3", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === "" ? null : JSON.parse(text)) as T };
  };
  return {
    get: (path, headers) => send("GET", path, undefined, headers),
    post: (path, body, headers) => send("POST", path, body, headers),
    put: (path, body, headers) => send("PUT", path, body, headers),
    patch: (path, body, headers) => send("PATCH", path, body, headers),
    delete: (path, body, headers) => send("DELETE", path, body, headers),
  };
}

import type { IncomingMessage } from "node:http";
import type { Environment } from "./endpoint.ts";

// An import would read each of its exports, of which one is WebSocket, for which Node then loads its whole `fetch`.
const http = process.getBuiltinModule("node:http");

/** What came back; the body is text, however long it was allowed to be. */
export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface Sent {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  /** Made once, so that a repeated request is the same byte for byte. */
  body?: string | Uint8Array | undefined;
  signal: AbortSignal;
  /** How long the answer may take to begin, where that is longer than usual; in milliseconds. */
  headersTimeout?: number;
}

export interface Http {
  send(sent: Sent): Promise<Answered>;
  /** The answer once it has begun; its body is read as it arrives. */
  open(sent: Sent): Promise<IncomingMessage>;
  close(): Promise<void>;
}

/** Requests under way at once; more wait in line. */
const CONNECTIONS = 8;
const CONNECT_MS = 10_000;
/** How long a connection is kept that nobody uses. */
const KEEP_ALIVE_MS = 10_000;
/** Heroku ends requests of its own after 30 seconds. https://devcenter.heroku.com/articles/request-timeout */
const TIMEOUT_MS = 35_000;
/** How long a whole answer may take, so that one that trickles in ends as well. */
const WHOLE_MS = 60_000;
/** The longest answer that is read; a page of 1,000 apps takes about 1.5 MB. */
const BODY_LIMIT_BYTES = 8 << 20;

interface HttpOptions extends HttpLimits {
  /** Where the variables of a proxy are. */
  env?: Environment;
}

/** Limits in the place of the usual ones. */
export interface HttpLimits {
  /** How long an answer may take to begin, and to go on. */
  timeoutMs?: number;
  wholeMs?: number;
  bodyLimitBytes?: number;
}

/**
 * HTTP without retries and without redirects: an answer, or the error of a connection. It is Node's own client: gRPC has loaded it
 * already, and a process that lives for less than a second has no time to load another one.
 */
export function createHttp({
  timeoutMs = TIMEOUT_MS,
  wholeMs = WHOLE_MS,
  bodyLimitBytes = BODY_LIMIT_BYTES,
  env = {},
}: HttpOptions = {}): Http {
  const pools = new Map<string, Pool>();
  const open = ({ url, headersTimeout = timeoutMs, ...rest }: Sent) => {
    const address = new URL(url);
    const pool = pools.get(address.protocol) ?? openPool(address.protocol, proxyIn(env));
    pools.set(address.protocol, pool);
    return begin(pool, address, { ...rest, timeoutMs: headersTimeout });
  };
  return {
    open,
    async send(sent) {
      const limitMs = sent.headersTimeout ?? wholeMs;
      const tooSlow = AbortSignal.timeout(limitMs);
      try {
        const response = await open({ ...sent, signal: AbortSignal.any([sent.signal, tooSlow]) });
        const { statusCode: status = 0, headers } = response;
        return { status, headers, text: await textOf(response, bodyLimitBytes) };
      } catch (error) {
        if (!tooSlow.aborted || sent.signal.aborted) throw error;
        throw new TooSlow(`no whole answer within ${Math.round(limitMs / 1000)} s`);
      }
    },
    close: async () => {
      for (const { agent } of pools.values()) agent.destroy();
    },
  };
}

interface Pool {
  request: typeof http.request;
  agent: InstanceType<typeof http.Agent>;
  /** What a new socket says once it can be written to. */
  connected: "connect" | "secureConnect";
}

/** The variables of a proxy, in either case; never for this machine's own addresses. Undefined where there is none. */
function proxyIn(env: Environment): NodeJS.ProcessEnv | undefined {
  const of = (name: string) => env[name.toLowerCase()] || env[name];
  const [https, plain] = [of("HTTPS_PROXY"), of("HTTP_PROXY")];
  if (!https && !plain) return undefined;
  const without = [of("NO_PROXY"), "localhost,127.0.0.1,::1"].filter(Boolean).join(",");
  return { ...(https ? { HTTPS_PROXY: https } : {}), ...(plain ? { HTTP_PROXY: plain } : {}), NO_PROXY: without };
}

function openPool(protocol: string, proxyEnv: NodeJS.ProcessEnv | undefined): Pool {
  const proxied = proxyEnv === undefined ? {} : { proxyEnv };
  const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: KEEP_ALIVE_MS, ...proxied };
  if (protocol !== "https:") return { request: http.request, agent: new http.Agent(options), connected: "connect" };
  const https = process.getBuiltinModule("node:https");
  return { request: https.request, agent: new https.Agent(options), connected: "secureConnect" };
}

type Begun = Omit<Sent, "url" | "headersTimeout"> & { timeoutMs: number };

/** Sends a request, until its answer begins; what goes wrong later is an error of the body. */
function begin(
  pool: Pool,
  address: URL,
  { method, headers, body, signal, timeoutMs }: Begun,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // Node sends the length of its own accord only where it expects a body: not with a DELETE.
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options = { method, headers: { ...headers, ...length }, agent: pool.agent, signal, timeout: timeoutMs };
    let response: IncomingMessage | undefined;
    const sent = pool.request(address, options, (begun) => {
      response = begun;
      resolve(begun);
    });
    sent.once("error", (error) => reject(signal.aborted ? signal.reason : error));
    sent.once("close", () => reject(new Error("the connection was closed")));
    sent.once("timeout", () =>
      (response ?? sent).destroy(new TooSlow(`nothing came for ${Math.round(timeoutMs / 1000)} s`)),
    );
    sent.once("socket", (socket) => {
      if (!socket.connecting) return;
      const late = setTimeout(
        () => sent.destroy(new NotConnected(`no connection within ${CONNECT_MS / 1000} s`)),
        CONNECT_MS,
      );
      const connected = () => clearTimeout(late);
      socket.once(pool.connected, connected).once("close", connected);
    });
    sent.end(body);
  });
}

/** Nobody has answered the attempt to connect. */
class NotConnected extends Error {}

/** An answer that was not whole in time. */
class TooSlow extends Error {}

/** Whether a request failed because its answer took too long, so that it may be at work still. */
export const isTooSlow = (error: unknown): boolean => error instanceof TooSlow;

/** An answer that is no text, or longer than anything Heroku sends; the message completes "the answer …". */
export class Unreadable extends Error {}

async function textOf(body: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      body.destroy();
      throw new Unreadable(`is longer than ${limitBytes >> 20} MiB`);
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Unreadable("is not text in UTF-8");
  }
}

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Whether a connection's error proves that the request never reached anyone. */
export const neverSent = (error: unknown): boolean =>
  error instanceof NotConnected || (error instanceof Error && "code" in error && NEVER_SENT.has(String(error.code)));

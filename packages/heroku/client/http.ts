import { Agent, type Dispatcher, errors, request } from "undici";

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
  body?: string | Uint8Array;
  signal: AbortSignal;
  /** How long the answer may take to begin, where that is longer than usual; in milliseconds. */
  headersTimeout?: number;
}

export interface Http {
  send(sent: Sent): Promise<Answered>;
  /** The body as it arrives. */
  open(sent: Sent): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

/** Requests under way at once; more wait in line. */
const CONNECTIONS = 8;
/** Heroku ends requests of its own after 30 seconds. https://devcenter.heroku.com/articles/request-timeout */
const TIMEOUT_MS = 35_000;
/** How long a whole answer may take, so that one that trickles in ends as well. */
const WHOLE_MS = 60_000;
/** The longest answer that is read; a page of 1,000 apps takes about 1.5 MB. */
const BODY_LIMIT_BYTES = 8 << 20;

/** Limits in the place of the usual ones. */
export interface HttpLimits {
  /** How long an answer may take to begin, and to go on. */
  timeoutMs?: number;
  wholeMs?: number;
  bodyLimitBytes?: number;
}

/** HTTP without retries and without redirects: an answer, or the error of a connection. */
export function createHttp({
  timeoutMs = TIMEOUT_MS,
  wholeMs = WHOLE_MS,
  bodyLimitBytes = BODY_LIMIT_BYTES,
}: HttpLimits = {}): Http {
  const agent = new Agent({
    connections: CONNECTIONS,
    connect: { timeout: 10_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 10_000,
  });
  const open = ({ url, ...rest }: Sent) => request(url, { ...rest, dispatcher: agent });
  return {
    open,
    async send(sent) {
      const limitMs = sent.headersTimeout ?? wholeMs;
      const tooSlow = AbortSignal.timeout(limitMs);
      try {
        const { statusCode, headers, body } = await open({ ...sent, signal: AbortSignal.any([sent.signal, tooSlow]) });
        return { status: statusCode, headers, text: await textOf(body, bodyLimitBytes) };
      } catch (error) {
        if (!tooSlow.aborted || sent.signal.aborted) throw error;
        throw new TooSlow(`no whole answer within ${Math.round(limitMs / 1000)} s`);
      }
    },
    close: () => agent.destroy(),
  };
}

/** An answer that was not whole in time. */
class TooSlow extends Error {}

/** Whether a request failed because its answer took too long, so that it may be at work still. */
export const isTooSlow = (error: unknown): boolean =>
  error instanceof TooSlow || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

/** An answer that is no text, or longer than anything Heroku sends; the message completes "the answer …". */
export class Unreadable extends Error {}

async function textOf(body: Dispatcher.ResponseData["body"], limitBytes: number): Promise<string> {
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

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a connection's error proves that the request never reached anyone. */
export const neverSent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && NEVER_SENT.has(String(error.code));

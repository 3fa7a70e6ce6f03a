import { createInterface } from "node:readline";
import pRetry from "p-retry";
import { HerokuFailure } from "../define/errors.ts";
import type { Following } from "../define/heroku.ts";
import type { Http } from "./http.ts";

const ATTEMPTS = 3;
/** How long an upload may take until storage answers: an archive of 500 MB at 1 MB/s, and some more. */
const UPLOAD_MS = 15 * 60_000;

/** Heroku ends its streams long before: https://devcenter.heroku.com/articles/limits */
const FOLLOW_MS = 24 * 60 * 60_000;

/** Sends an archive to storage. The same bytes to the same address are the same archive: repeated where storage fails. */
export async function upload(http: Http, signal: AbortSignal, url: string, archive: Uint8Array): Promise<void> {
  const what = "The upload of the archive";
  const once = async () => {
    const sent = { method: "PUT", url, headers: {}, body: archive, signal, headersTimeout: UPLOAD_MS } as const;
    const { status } = await http.send(sent).catch((error: unknown) => brokenOff(what, signal, error));
    if (status < 300) return;
    throw new HerokuFailure(status < 500 ? "failed" : "unreachable", `${what} was answered with status ${status}`);
  };
  await pRetry(once, {
    retries: ATTEMPTS - 1,
    minTimeout: 250,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => error instanceof HerokuFailure && error.code === "unreachable",
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}

/** Reads a text line by line as it grows, until it ends, `isEnough` or `forMs` are over. */
export async function follow(
  http: Http,
  signal: AbortSignal,
  url: string,
  line: (text: string) => void,
  { isEnough = () => false, forMs = FOLLOW_MS }: Following = {},
): Promise<void> {
  const reader = new AbortController();
  const over = AbortSignal.any([reader.signal, AbortSignal.timeout(forMs)]);
  try {
    const until = AbortSignal.any([signal, over]);
    const { statusCode, body } = await http.open({ method: "GET", url, headers: {}, signal: until });
    if (statusCode >= 300) {
      await body.dump();
      throw new HerokuFailure("failed", `The output was answered with status ${statusCode}`);
    }
    for await (const text of createInterface({ input: body })) {
      line(text);
      if (isEnough()) reader.abort();
    }
  } catch (error) {
    if (signal.aborted || !over.aborted) brokenOff("The output", signal, error);
  }
}

function brokenOff(what: string, signal: AbortSignal, error: unknown): never {
  signal.throwIfAborted();
  if (error instanceof HerokuFailure) throw error;
  throw new HerokuFailure("unreachable", `${what} broke off: ${error instanceof Error ? error.message : error}`);
}

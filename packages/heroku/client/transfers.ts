import pRetry from "p-retry";
import { HerokuFailure } from "../define/errors.ts";
import type { Following } from "../define/heroku.ts";
import { type Http, neverSent } from "./http.ts";

const ATTEMPTS = 8;
/** Where nobody is reached at all, the address is wrong. */
const UNREACHED_ATTEMPTS = 3;
/** How long an upload may take until storage answers: a minute, and more for a large archive … */
const UPLOAD_MS = 60_000;
/** … of which at least this much should get through. */
const BYTES_PER_MS = 500;

/** Heroku ends its streams long before: https://devcenter.heroku.com/articles/limits */
const FOLLOW_MS = 24 * 60 * 60_000;
/** No output of a build or a command comes near it. */
const LONGEST_TEXT_BYTES = 64 << 20;
const LONGEST_LINE = 10_000;

/** Sends an archive to storage. The same bytes to the same address are the same archive: repeated where storage fails. */
export async function upload(
  http: Http,
  signal: AbortSignal,
  address: string,
  archive: Uint8Array,
  say: (message: string) => void,
): Promise<void> {
  const what = "The upload of the archive";
  const url = usable(what, address);
  const headersTimeout = UPLOAD_MS + Math.ceil(archive.length / BYTES_PER_MS);
  let attempts = ATTEMPTS;
  const once = async () => {
    const sent = { method: "PUT", url, headers: {}, body: archive, signal, headersTimeout } as const;
    const { status } = await http.send(sent).catch((error: unknown) => {
      if (neverSent(error)) attempts = UNREACHED_ATTEMPTS;
      return brokenOff(what, signal, error);
    });
    if (status < 300) return;
    const isPassing = status >= 500 || status === 429;
    throw new HerokuFailure(isPassing ? "unreachable" : "failed", `${what} was answered with status ${status}`);
  };
  const began = performance.now();
  await pRetry(once, {
    retries: ATTEMPTS - 1,
    minTimeout: 250,
    maxTimeout: 8_000,
    randomize: true,
    signal,
    shouldRetry({ error, attemptNumber }) {
      const isPassing = error instanceof HerokuFailure && error.code === "unreachable";
      const again = isPassing && attemptNumber < attempts && performance.now() - began < 2 * headersTimeout;
      if (again) say("the upload failed: trying again");
      return again;
    },
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}

/** Reads a text line by line as it grows, until it ends, `isEnough` or `forMs` are over. */
export async function follow(
  http: Http,
  signal: AbortSignal,
  address: string,
  line: (text: string) => void,
  { isEnough = () => false, forMs = FOLLOW_MS }: Following = {},
): Promise<void> {
  const url = usable("The output", address);
  const reader = new AbortController();
  const over = AbortSignal.any([reader.signal, AbortSignal.timeout(forMs)]);
  try {
    const until = AbortSignal.any([signal, over]);
    const body = await http.open({ method: "GET", url, headers: {}, signal: until });
    if ((body.statusCode ?? 0) >= 300) {
      // Not read: who sends no text may send anything.
      body.on("error", () => undefined).destroy();
      throw new HerokuFailure("failed", `The output was answered with status ${body.statusCode}`);
    }
    for await (const text of linesOf(body)) {
      line(text);
      if (isEnough()) reader.abort();
    }
  } catch (error) {
    if (signal.aborted || !over.aborted) brokenOff("The output", signal, error);
  }
}

/** The lines of a text, none of them longer than anyone reads: a text without an end must not fill the memory. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let rest = "";
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LONGEST_TEXT_BYTES)
      throw new HerokuFailure("bad-answer", `The output is longer than ${LONGEST_TEXT_BYTES >> 20} MiB`);
    const [first = "", ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    rest = (rest + first).slice(0, LONGEST_LINE);
    for (const next of others) {
      yield rest.replace(/\r$/, "");
      rest = next.slice(0, LONGEST_LINE);
    }
  }
  if (rest !== "") yield rest;
}

/** Heroku gives addresses of other hosts; none of them is repeated in an error, as who has it may use it. */
function usable(what: string, address: string): string {
  if (/^https?:$/.test(URL.parse(address)?.protocol ?? "")) return address;
  throw new HerokuFailure("bad-answer", `${what} is not possible: what Heroku gave as its address is none`);
}

function brokenOff(what: string, signal: AbortSignal, error: unknown): never {
  signal.throwIfAborted();
  if (error instanceof HerokuFailure) throw error;
  throw new HerokuFailure("unreachable", `${what} broke off: ${error instanceof Error ? error.message : error}`);
}

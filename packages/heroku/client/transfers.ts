import { createInterface } from "node:readline";
import pRetry from "p-retry";
import { HerokuFailure } from "../define/errors.ts";
import type { Http } from "./http.ts";

const ATTEMPTS = 3;
/** How long an upload may take until storage answers: an archive of 500 MB at 1 MB/s, and some more. */
const UPLOAD_MS = 15 * 60_000;

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

/** Reads a text line by line as it grows. */
export async function follow(
  http: Http,
  signal: AbortSignal,
  url: string,
  line: (text: string) => void,
): Promise<void> {
  try {
    const { statusCode, body } = await http.open({ method: "GET", url, headers: {}, signal });
    if (statusCode >= 300) {
      await body.dump();
      throw new HerokuFailure("failed", `The output was answered with status ${statusCode}`);
    }
    for await (const text of createInterface({ input: body })) line(text);
  } catch (error) {
    brokenOff("The output", signal, error);
  }
}

function brokenOff(what: string, signal: AbortSignal, error: unknown): never {
  signal.throwIfAborted();
  if (error instanceof HerokuFailure) throw error;
  throw new HerokuFailure("unreachable", `${what} broke off: ${error instanceof Error ? error.message : error}`);
}

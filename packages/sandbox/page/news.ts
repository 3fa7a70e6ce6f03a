import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Env } from "../http/api.ts";
import type { Controlled } from "../middleware/control.ts";
import { newestEvent } from "./feed.ts";

const LOOK_EVERY_MS = 250;
/** Without news too, so that "5 minutes ago" becomes 6, and a browser that is gone is noticed. */
const AT_LATEST_MS = 20_000;

/** Tells whoever listens that there is something new to see; what it is stands on the pages. */
export function news(context: Context<Env>, { clock, requests, transact }: Controlled): Response {
  const state = () => `${requests.version()} ${transact(newestEvent)}`;
  return streamSSE(context, async (stream) => {
    let isOver = false;
    stream.onAbort(() => {
      isOver = true;
    });
    let told = "";
    let toldAt = 0;
    while (!isOver) {
      const now = state();
      if (now !== told || clock.now() - toldAt >= AT_LATEST_MS) {
        await stream.writeSSE({ data: "news" });
        told = now;
        toldAt = clock.now();
      }
      await clock.sleep(LOOK_EVERY_MS);
    }
  });
}

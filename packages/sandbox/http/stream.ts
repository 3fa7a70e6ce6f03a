import type { Clock } from "../clock.ts";

/** How often a stream looks whether there is more. */
const POLL_MS = 50;

/** A line and its place: a stream never goes back. */
export interface Line {
  number: number;
  text: string;
}

export interface Growing {
  /** The lines beyond a place. */
  lines: Line[];
  /** Whether there will be no more. */
  isOver: boolean;
}

/** Lines with their places counted from 1, beyond a place. */
export const numbered = (lines: readonly string[], after: number): Line[] =>
  lines.map((text, index) => ({ number: index + 1, text })).filter(({ number }) => number > after);

/**
 * A text that grows while it is read, as plain text or, where the client prefers them, as server-sent events with a line
 * each. `look` tells what there is beyond a place; undefined ends the stream.
 */
export function streamed(
  request: Request,
  clock: Clock,
  look: (after: number) => Growing | undefined,
  begin = 0,
): Response {
  const isEvents = (request.headers.get("Accept") ?? "").includes("text/event-stream");
  const format = ({ number, text }: Line) => (isEvents ? `id: ${number}\ndata: ${text}\n\n` : `${text}\n`);
  const encoder = new TextEncoder();
  let after = Number((isEvents && request.headers.get("Last-Event-ID")) || begin);
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (!isCancelled) {
        const { lines, isOver } = look(after) ?? { lines: [], isOver: true };
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.map(format).join("")));
        after = lines.at(-1)?.number ?? after;
        if (isOver) return controller.close();
        if (lines.length > 0) return;
        await clock.sleep(POLL_MS);
      }
    },
    cancel() {
      isCancelled = true;
    },
  });
  const type = isEvents ? "text/event-stream" : "text/plain; charset=utf-8";
  return new Response(body, { headers: { "Content-Type": type } });
}

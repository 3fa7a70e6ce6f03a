import { z } from "zod";
import type { Api } from "../http/api.ts";
import { created } from "../http/call.ts";
import { type Line, streamed } from "../http/stream.ts";
import { appOf } from "../model/app.ts";
import { formatLogLine, type LogLine, type LogSession, linesOf, logSessions } from "../model/log.ts";
import type { Platform } from "../platform.ts";

/** Lines that are shown where the client does not say (unverified). */
const LINES = 100;

const newSession = z.object({
  dyno: z.string().optional(),
  dyno_name: z.string().optional(),
  type: z.string().optional(),
  lines: z.int().nonnegative().optional(),
  source: z.string().optional(),
  tail: z.boolean().optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#log-session */
export function logSessionRoutes(api: Api): void {
  api.post("/apps/:app/log-sessions", newSession, (call) => {
    const app = appOf(call);
    const { dyno, dyno_name, type, lines, source, tail } = call.body;
    const session = logSessions(call).insert({
      id: call.uuid(),
      app: app.id,
      // Heroku's CLI says `dyno`, the schema `dyno_name` and `type`.
      dyno: dyno ?? dyno_name ?? type ?? null,
      source: source ?? null,
      lines: lines ?? LINES,
      // Apps on Fir are always followed.
      tail: tail ?? app.generation === "fir",
      created_at: call.timestamp(),
    });
    const { id, created_at } = session;
    return created({
      created_at,
      id,
      logplex_url: `${call.url.origin}/streams/logs/${id}`,
      updated_at: created_at,
    });
  });
  api.open.get("/streams/logs/:session", (context) => {
    const find = (platform: Platform) => logSessions(platform).get(context.req.param("session"));
    const session = api.transact(find);
    if (!session) return context.notFound();
    const begin = api.transact((platform) => placeBefore(linesOf(platform, session), session.lines));
    const look = (after: number) =>
      api.transact(
        (platform) => find(platform) && { lines: linesAfter(platform, session, after), isOver: !session.tail },
      );
    return streamed(context.req.raw, api.clock, look, begin);
  });
}

function linesAfter(platform: Platform, session: LogSession, after: number): Line[] {
  const fresh = linesOf(platform, session).filter(({ number }) => number > after);
  return fresh.map((line) => ({ number: line.number, text: formatLogLine(line) }));
}

/** The place from which on there are as many lines as were asked for. */
function placeBefore(lines: LogLine[], count: number): number {
  return lines.at(-1 - count)?.number ?? 0;
}

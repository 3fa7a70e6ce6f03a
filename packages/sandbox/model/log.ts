import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";

/** A line of an app's log; https://devcenter.heroku.com/articles/logging#log-format */
export interface LogLine {
  id: string;
  app: string;
  /** Its place among all lines. */
  number: number;
  at: number;
  source: "app" | "heroku";
  /** "api", "web.1", "router" … */
  dyno: string;
  text: string;
}

export const logLines = collection<LogLine>("logLines", { indexes: [["app"]] });

/** As many lines of an app as Heroku keeps; https://devcenter.heroku.com/articles/logging#log-history-limits */
const KEPT = 1500;

export function log(platform: Platform, app: string, line: Pick<LogLine, "source" | "dyno" | "text">): void {
  logLines(platform).insert({
    id: platform.uuid(),
    app,
    number: platform.store.next("log"),
    at: platform.now(),
    ...line,
  });
  if (logLines(platform).count({ app }) <= KEPT) return;
  for (const oldest of logLines(platform).list({ app }, { limit: 1 })) logLines(platform).delete(oldest.id);
}

/** `2026-01-05T09:00:00.000000+00:00 heroku[web.1]: Starting process with command …` */
export function formatLogLine({ at, source, dyno, text }: LogLine): string {
  return `${new Date(at).toISOString().slice(0, -1)}000+00:00 ${source}[${dyno}]: ${text}`;
}

/** What `heroku logs` asks for. */
export interface LogSession {
  id: string;
  app: string;
  /** "web.1" or "web" */
  dyno: string | null;
  source: string | null;
  lines: number;
  tail: boolean;
  created_at: string;
}

export const logSessions = collection<LogSession>("logSessions", { indexes: [["app"]] });

/** The app's lines that a session asks for. */
export function linesOf(platform: Platform, session: LogSession): LogLine[] {
  return logLines(platform)
    .list({ app: session.app })
    .filter((line) => isWanted(session, line));
}

function isWanted({ dyno, source }: LogSession, line: LogLine): boolean {
  const isDyno = dyno === null || line.dyno === dyno || line.dyno.startsWith(`${dyno}.`);
  return isDyno && (source === null || line.source === source);
}

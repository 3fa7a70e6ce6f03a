import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import type { Following, Heroku } from "../define/heroku.ts";

// How a one-off dyno ends is told by the app's log alone: once it is over, Heroku's API knows it no more.
// https://devcenter.heroku.com/articles/one-off-dynos

/** `2026-01-05T09:00:00.000000+00:00 heroku[run.4859]: Process exited with status 0`; on Fir (unverified). */
const LINE = /^(\S+) (app|heroku)\[([^\]]+)\]: ?(.*)$/;
const STARTED = /^Starting process with command `/;
const EXITED = /^Process exited with status (\d+)/;

/** Lines that Heroku keeps of an app; https://devcenter.heroku.com/articles/logging#log-history-limits */
const KEPT = 1500;

/** One start of a command, as far as the log tells. */
export interface Attempt {
  dyno: string;
  /** When it was started; absent where the log has lost that line. */
  startedAt?: string;
  exitStatus?: number;
  /** What the command wrote. */
  output: string[];
}

/** What a log tells of the commands that end with a mark, from line to line. */
export function createAttempts(mark: string) {
  const current = new Map<string, Attempt | undefined>();
  const all: Attempt[] = [];
  return {
    all,
    read(text: string): { attempt: Attempt; wrote?: string } | undefined {
      const [, at = "", source, dyno = "", said = ""] = LINE.exec(stripVTControlCharacters(text).trimEnd()) ?? [];
      if (source === "heroku" && STARTED.test(said)) {
        const attempt = said.endsWith(`${mark}\``) ? { dyno, startedAt: at, output: [] } : undefined;
        current.set(dyno, attempt);
        if (attempt) all.push(attempt);
        return attempt && { attempt };
      }
      const attempt = current.get(dyno);
      if (!attempt) return undefined;
      const exited = source === "heroku" ? EXITED.exec(said)?.[1] : undefined;
      if (exited !== undefined) attempt.exitStatus = Number(exited);
      if (source !== "app") return { attempt };
      attempt.output.push(said);
      return { attempt, wrote: said };
    },
    /** Takes a dyno's lines for ours though the log may have lost its start. */
    expect(dyno: string): Attempt {
      const attempt: Attempt = { dyno, output: [] };
      current.set(dyno, attempt);
      all.push(attempt);
      return attempt;
    },
  };
}

const Session = z.object({ logplex_url: z.string() });

/** Reads an app's log, of one dyno or of all, as far as Heroku keeps it and, where it is followed, as it grows. */
export async function readLog(
  heroku: Heroku,
  app: string,
  { dyno, ...following }: Following & { dyno?: string },
  line: (text: string) => void,
): Promise<void> {
  const body = { lines: KEPT, tail: following.forMs !== undefined, dyno_name: dyno };
  const session = { doing: `show the log of app ${app}`, body, answer: Session, repeatable: true };
  const { logplex_url } = await heroku.post(`/apps/${app}/log-sessions`, session);
  await heroku.follow(logplex_url, line, following);
}

import { stripVTControlCharacters } from "node:util";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

/** How many of the last lines an error repeats. */
const LAST = 12;
/** Of a line that is longer only the beginning is shown: a terminal has one line for it. */
const LONGEST_LINE = 500;
/** How long a text is followed until the work that writes it is asked for its status; then on. */
const FOLLOW_MS = 60_000;

/** A text that Heroku writes while it works (of a build, of a release command), shown line by line. */
export interface Output {
  /** Shows what there is beyond what was shown already, until the text ends or breaks off. */
  follow(url: string): Promise<void>;
  /** The last lines, as the end of an error: nothing where there are none. */
  last(): string;
}

export function createOutput(heroku: Heroku): Output {
  let shown = 0;
  let last: string[] = [];
  let isTooLong = false;
  return {
    async follow(url) {
      if (isTooLong) return;
      let position = 0;
      const show = (text: string) => {
        position += 1;
        if (position <= shown) return;
        shown = position;
        const line = clipped(stripVTControlCharacters(text).trimEnd());
        if (line === "") return;
        last = [...last.slice(1 - LAST), line];
        heroku.say(line);
      };
      try {
        await heroku.follow(url, show, { forMs: FOLLOW_MS });
      } catch (error) {
        isTooLong = error instanceof HerokuFailure && error.code === "bad-answer";
        // Whether the work succeeded is told by its status; a text that breaks off is only a text.
        heroku.signal.throwIfAborted();
        heroku.say(`the output broke off (${error instanceof Error ? error.message : error})`);
      }
    },
    last: () => lastLines(last),
  };
}

const clipped = (line: string) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);

/** The last lines of a text, as the end of an error: nothing where there are none. */
export function lastLines(lines: readonly string[]): string {
  const shown = lines.filter((line) => line !== "").slice(-LAST);
  return shown.length === 0 ? "" : `. Its last lines:\n${shown.map((line) => `  ${line}`).join("\n")}`;
}

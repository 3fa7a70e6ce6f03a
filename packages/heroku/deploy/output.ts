import { stripVTControlCharacters } from "node:util";
import type { Heroku } from "../define/heroku.ts";

/** How many of the last lines an error repeats. */
const LAST = 12;

/** A text that Heroku writes while it works (of a build, of a release command), shown line by line. */
export interface Output {
  /** Shows what there is beyond what was shown already, until the text ends or breaks off. */
  follow(url: string): Promise<void>;
  /** The last lines, as the end of an error: nothing where there are none. */
  last(): string;
}

export function createOutput(heroku: Heroku): Output {
  const lines: string[] = [];
  return {
    async follow(url) {
      let position = 0;
      const show = (text: string) => {
        position += 1;
        if (position <= lines.length) return;
        const line = stripVTControlCharacters(text).trimEnd();
        lines.push(line);
        if (line !== "") heroku.say(line);
      };
      try {
        await heroku.follow(url, show);
      } catch (error) {
        // Whether the work succeeded is told by its status; a text that breaks off is only a text.
        heroku.signal.throwIfAborted();
        heroku.say(`the output broke off (${error instanceof Error ? error.message : error})`);
      }
    },
    last: () => lastLines(lines),
  };
}

/** The last lines of a text, as the end of an error: nothing where there are none. */
export function lastLines(lines: readonly string[]): string {
  const shown = lines.filter((line) => line !== "").slice(-LAST);
  return shown.length === 0 ? "" : `. Its last lines:\n${shown.map((line) => `  ${line}`).join("\n")}`;
}

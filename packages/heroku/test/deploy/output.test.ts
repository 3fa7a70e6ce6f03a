import { expect, test } from "vitest";
import type { Heroku } from "../../define/heroku.ts";
import { createOutput } from "../../deploy/output.ts";

test("a line without an end is shown by its beginning, also as the end of an error", async () => {
  const said: string[] = [];
  const output = createOutput({
    signal: new AbortController().signal,
    say: (line: string) => said.push(line),
    follow: async (_url: string, line: (text: string) => void) => line("x".repeat(10_000)),
  } as Partial<Heroku> as Heroku);
  await output.follow("http://127.0.0.1/output");
  expect(said).toEqual([`${"x".repeat(500)}…`]);
  expect(output.last()).toBe(`. Its last lines:\n  ${"x".repeat(500)}…`);
});

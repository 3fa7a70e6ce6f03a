import type { Platform } from "../platform.ts";
import { type Dyno, dynos } from "./dyno.ts";
import { log } from "./log.ts";

/** What a command would do, as far as it can be told without running it. */
export interface Outcome {
  status: number;
  /** Lines that it writes. */
  output: string[];
}

/** Status of a process that Heroku ends; https://devcenter.heroku.com/articles/dyno-shutdown-behavior */
const TERMINATED = 143;

/**
 * The sandbox runs no code and takes a command at its word: it writes what its `echo`s say, and ends with the status of its
 * first `exit N`, with 1 where a part of it is `false`, else with 0.
 */
export function outcomeOf(command: string): Outcome {
  const parts = command
    .replace(/\s#[^\n]*$/, "")
    .split(/&&|;|\n/)
    .map((part) => part.trim());
  const output = parts
    .filter((part) => part.startsWith("echo "))
    .map((part) => part.slice(5).replace(/^(["'])(.*)\1$/, "$2"));
  const exit = /\bexit (\d{1,3})\b/.exec(parts.join(";"))?.[1];
  return { output, status: exit === undefined ? Number(parts.includes("false")) : Number(exit) };
}

/** The task `dyno.up`: a one-off dyno has started, and what its command writes is in the log. */
export function oneOffUp(platform: Platform, payload: Record<string, string>): void {
  const dyno = dynos(platform).get(payload.dyno ?? "");
  if (!dyno) return;
  says(platform, dyno, "State changed from starting to up");
  for (const text of outcomeOf(dyno.command).output) log(platform, dyno.app, { source: "app", dyno: dyno.name, text });
}

/** The task `dyno.ended`: its command has ended by itself, or its time is over. */
export function oneOffEnded(platform: Platform, payload: Record<string, string>): void {
  const dyno = dynos(platform).get(payload.dyno ?? "");
  if (dyno) end(platform, dyno, payload.isCut ? TERMINATED : outcomeOf(dyno.command).status);
}

/** Somebody stops it. */
export const stopOneOff = (platform: Platform, dyno: Dyno): void => end(platform, dyno, TERMINATED);

function end(platform: Platform, dyno: Dyno, status: number): void {
  dynos(platform).delete(dyno.id);
  says(platform, dyno, `Process exited with status ${status}`);
  says(platform, dyno, "State changed from up to complete");
}

const says = (platform: Platform, { app, name }: Dyno, text: string): void =>
  log(platform, app, { source: "heroku", dyno: name, text });

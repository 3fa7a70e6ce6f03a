import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { ROOT } from "../paths.ts";
import type { RunRecord } from "../run.ts";
import { readReport } from "./tally.ts";

const SHOWN = 10;

/** The slowest files of a run, each with the commands that its tests ran: where the time goes. */
export function slowest(reportFile: string, runsFile: string): string {
  const runs = readRuns(runsFile);
  const files = (readReport(reportFile)?.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({
      ms: endTime - startTime,
      name: relative(ROOT, name),
      own: runs.filter(({ file }) => file === name),
    }))
    .sort((one, other) => other.ms - one.ms);
  const row = (ms: number, name: string, own: RunRecord[]) =>
    `${seconds(ms)} s  ${String(own.length).padStart(4)} commands ${seconds(sum(own))} s  ${name}`;
  const all = files.reduce((total, { ms }) => total + ms, 0);
  return [
    `The slowest of ${files.length} files, and the commands (npx pulumi, npm run …) that they ran:`,
    ...files.slice(0, SHOWN).map(({ ms, name, own }) => row(ms, name, own)),
    row(all, "all files", runs),
  ].join("\n");
}

function readRuns(file: string): RunRecord[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

const sum = (runs: RunRecord[]): number => runs.reduce((total, { ms }) => total + ms, 0);

const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(7);

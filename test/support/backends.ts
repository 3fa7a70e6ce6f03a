import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { postgresBackend } from "./postgres-backend.ts";
import { s3Backend } from "./s3-backend.ts";

/** Where a team keeps state that more than one machine works on. */
export interface Backend {
  /** PULUMI_BACKEND_URL of a place in it; places know nothing of one another. */
  url(place: string): string;
  /** What its commands need beside that. */
  env: NodeJS.ProcessEnv;
  /** Writes files to a place, as Pulumi would. */
  write(place: string, files: Map<string, string>): Promise<void>;
  /** Everything that a place holds. */
  read(place: string): Promise<Map<string, string>>;
  close(): Promise<void>;
}

/** What is missing here for a kind of backend, or how to start one: the real server, in a process of its own. */
export const BACKENDS = { postgresql: postgresBackend, s3: s3Backend } as const;

export type Kind = keyof typeof BACKENDS;

/** The files of a file backend, by their path in it. */
export function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(join(folder, ".pulumi"), { recursive: true, encoding: "utf8" })
    .map((name) => join(".pulumi", name))
    .filter((name) => !name.endsWith(".attrs") && statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

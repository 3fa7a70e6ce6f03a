import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { StackFile } from "../../components/settings/stack-file.ts";

/** Stands where the value of a secret would, and suits every kind of secret that there is. */
export const SECRET = "https://canary-secret-91b2.invalid/";

const PROJECT = "consumer-notebook";

export type Config = Record<string, unknown>;

/** The config of a stack file of this repository: its keys without the project's name, its secrets as `{ secure }`. */
export function configOf(stack: string): Config {
  const { config } = parse(readFileSync(new URL(`../../Pulumi.${stack}.yaml`, import.meta.url), "utf8"));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(`${PROJECT}:`, ""), value]));
}

/** What Pulumi hands to a program for such a config. */
export function stackFile(stack: string, config: Config, env: NodeJS.ProcessEnv = SANDBOX): StackFile {
  const entries = Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, value] as const);
  return {
    project: PROJECT,
    stack,
    config: Object.fromEntries(entries.map(([key, value]) => [key, textOf(value)])),
    secretKeys: entries.filter(([, value]) => JSON.stringify(value).includes('"secure"')).map(([key]) => key),
    env,
  };
}

const SANDBOX = { HEROKU_API_URL: "http://127.0.0.1:5117" };

function textOf(value: unknown): string {
  const open: unknown = JSON.parse(
    JSON.stringify(value, (_key, item) => (isSecure(item) ? (item.is ?? SECRET) : item)),
  );
  return typeof open === "string" ? open : JSON.stringify(open);
}

/** As a stack file has it, with the value that it hides where a test minds. */
const isSecure = (value: unknown): value is { secure: string; is?: string } =>
  typeof value === "object" && value !== null && "secure" in value;

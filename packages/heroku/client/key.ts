import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { HerokuFailure } from "../define/errors.ts";
import type { Endpoint, Environment } from "./endpoint.ts";

/**
 * The API key: from the environment, else from ~/.netrc's entry for exactly the API's host, as Heroku's CLI keeps it
 * (https://devcenter.heroku.com/articles/authentication). It is read when the first request needs it and stored nowhere.
 */
export function readKey(endpoint: Endpoint, env: Environment, variable = "HEROKU_API_KEY"): string {
  const key = env[variable]?.trim() || (variable === "HEROKU_API_KEY" ? netrcKey(endpoint, env) : undefined);
  if (key) return sendable(key, variable);
  const login = variable === "HEROKU_API_KEY" ? ", or run `heroku login`" : "";
  throw new HerokuFailure("no-key", `There is no API key for ${endpoint.host}: set ${variable}${login}`);
}

/** A key with a line break or another character that no header takes was cut or pasted wrongly. */
function sendable(key: string, variable: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new HerokuFailure("no-key", `The API key (${variable}, or ~/.netrc) holds a character that no key has`);
}

function netrcKey(endpoint: Endpoint, env: Environment): string | undefined {
  if (env.HEROKU_NETRC === "off") return undefined;
  const path = env.NETRC ?? join(homedir(), ".netrc");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new HerokuFailure("no-key", `${path} can't be read (${code}), and HEROKU_API_KEY is not set`);
  }
  return netrcPassword(text, endpoint.host);
}

/** The password of a machine in a netrc file; the only part of that format that is needed here. */
export function netrcPassword(text: string, machine: string): string | undefined {
  const words = text.replace(/^\s*#.*$/gm, "").split(/\s+/);
  for (let at = words.indexOf("machine"); at !== -1; at = words.indexOf("machine", at + 1)) {
    if (words[at + 1] !== machine) continue;
    const next = words.indexOf("machine", at + 1);
    const entry = words.slice(at + 2, next === -1 ? undefined : next);
    const password = entry.indexOf("password");
    return password === -1 ? undefined : entry[password + 1];
  }
  return undefined;
}

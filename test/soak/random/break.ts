import type fc from "fast-check";
import type { Config } from "./stack-file.ts";

/** A stack file with one thing that is wrong with it. */
export interface Broken {
  config: Config;
  /** Text that stands in the file instead of what the config says, where YAML itself is what is wrong. */
  yaml?: (text: string) => string;
  /** What the error has to name. */
  names: string;
}

/** Ways to break a stack file that is all right. */
export type Break = (config: Config) => fc.Arbitrary<Broken>;

export const set = (config: Config, path: (string | number)[], value: unknown, names: string): Broken => ({
  config: put(config, path, value) as Config,
  names,
});

/** Like `replaced`, and makes what is not there. */
function put(value: unknown, [key, ...rest]: (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return Object.assign([...value], { [key]: put(value[Number(key)], rest, by) });
  const own = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const below = own.find(([name]) => name === String(key))?.[1];
  return Object.fromEntries([...own.filter(([name]) => name !== String(key)), [String(key), put(below, rest, by)]]);
}

/** A key as errors name it. */
export const at = (path: string) => `consumer-notebook:${path}`;

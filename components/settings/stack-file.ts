import { type PlainObject, pathText, type Wrong } from "@pulumi/heroku/checks";
import type { z } from "zod";
import { WrongValues } from "../wrong-values.ts";

/** A stack file as Pulumi hands it to a program. */
export interface StackFile {
  project: string;
  stack: string;
  /** Values by full key, such as `consumer-notebook:app`; maps and lists are JSON. */
  config: Record<string, string>;
  /** Full keys whose values were set with `--secret`, or hold one that was. */
  secretKeys: readonly string[];
  /** Environment of the program. */
  env: NodeJS.ProcessEnv;
}

/** What stands under the project's own name, without that name. */
export function ownKeys({ project, config }: StackFile): Map<string, string> {
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${project}:`));
  return new Map(own.map(([key, text]) => [key.slice(project.length + 1), text]));
}

export const isSecretKey = ({ project, secretKeys }: StackFile, key: string): boolean =>
  secretKeys.includes(`${project}:${key}`);

/** The command that sets a secret. */
export const setSecret = ({ stack }: StackFile, key: string): string =>
  `npx pulumi config set --secret ${key} --stack ${stack}`;

/**
 * The values of those keys that the schema knows and that hold no secret. Everything but text arrives as JSON; what is no
 * JSON stays the text that it is, for the schema to refuse, as does a map or a list where text is due.
 */
export function plainValues(file: StackFile, schema: z.ZodObject): PlainObject {
  const known = [...ownKeys(file)].filter(([key]) => Object.hasOwn(schema.shape, key) && !isSecretKey(file, key));
  return Object.fromEntries(
    known.map(([key, text]) => [key, isText(schema.shape[key]) ? textual(text) : fromJson(text)]),
  );
}

function isText(schema: z.ZodType): boolean {
  const { def } = schema;
  return "innerType" in def ? isText(def.innerType as z.ZodType) : def.type === "string";
}

/** Numbers, true and false may be meant as texts; a map, a list or nothing is none. */
function textual(text: string) {
  const value = fromJson(text);
  return typeof value === "object" ? value : text;
}

function fromJson(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Everything that is wrong with a stack file. */
export class WrongSettings extends WrongValues {
  constructor({ project, stack }: StackFile, wrong: readonly Wrong[]) {
    const lines = wrong.map(
      ({ path, reason }) => `${path[0] === SALT ? "" : `${project}:`}${pathText(path)}: ${reason}`,
    );
    super(`Pulumi.${stack}.yaml`, lines);
    this.name = "WrongSettings";
  }
}

/** What Pulumi itself keeps in a stack file to tell whether a passphrase is right. */
export const SALT = "encryptionsalt";

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ToolchainError } from "@consumer-notebook/toolchain";
import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { projectName } from "../project.ts";

/** A name that was taken, and the one in its place. */
export interface Renamed {
  key: string;
  from: string;
  to: string;
}

export interface Made {
  /** `Pulumi.beta.yaml` */
  file: string;
  /** Name of the project. */
  project: string;
  renamed: Renamed[];
  /** Keys that still hold the secrets of the other environment. */
  secrets: string[];
}

/** Short enough that an app's name has room for it. */
const NAME = /^[a-z][a-z0-9-]{0,19}$/;
/** https://devcenter.heroku.com/articles/platform-api-reference#app */
const LONGEST_APP = 30;

/**
 * Writes the stack file of a new environment after that of another one: all that is unique in Heroku gets a name of its own
 * (app, host names, pipeline), also where config vars name it; all else, comments and secrets too, stays as it is.
 */
export function newEnvironment(folder: string, name: string, from: string): Made {
  if (!NAME.test(name))
    throw new ToolchainError(
      `"${name}" is no name for an environment: lower-case letters, digits and dashes, 20 at most, such as beta.`,
    );
  const source = `Pulumi.${from}.yaml`;
  const file = `Pulumi.${name}.yaml`;
  if (!existsSync(join(folder, source))) throw new ToolchainError(`There is no stack file ${source} here.`);
  if (existsSync(join(folder, file)))
    throw new ToolchainError(`${file} is there already; choose another name, or remove it.`);
  const document = parseDocument(readFileSync(join(folder, source), "utf8"));
  const project = String(projectName(folder));
  const renamed = rename(document, project, { name, from });
  const secrets = secretsOf(document, project);
  // `wx`: should it have appeared meanwhile, it stays.
  writeFileSync(join(folder, file), document.toString({ lineWidth: 0, flowCollectionPadding: false }), { flag: "wx" });
  return { file, project, renamed, secrets };
}

interface Names {
  name: string;
  from: string;
}

function rename(document: Document, project: string, names: Names): Renamed[] {
  const path = (...keys: (string | number)[]) => ["config", `${project}:${keys[0]}`, ...keys.slice(1)];
  const renamed: Renamed[] = [];
  const set = (keys: (string | number)[], to: (old: string) => string) => {
    const old = document.getIn(path(...keys));
    if (typeof old !== "string") return;
    const value = to(old);
    document.setIn(path(...keys), value);
    renamed.push({ key: keys.join("."), from: old, to: value });
  };
  set(["app", "name"], (old) => appName(old, names));
  set(["pipeline"], (old) => `${old}-${names.name}`);
  const domains = document.getIn(path("domains"));
  if (isSeq(domains)) {
    for (const index of domains.items.keys()) set(["domains", index], (old) => hostname(old, names));
    withoutDoubles(domains.items);
  }
  const inTexts = replacer(renamed);
  const vars = document.getIn(path("vars"));
  if (isMap(vars))
    for (const { key } of vars.items)
      if (inTexts(String(vars.get(key))) !== String(vars.get(key))) set(["vars", String(key)], inTexts);
  return renamed;
}

function appName(old: string, { name, from }: Names): string {
  const parts = old.split("-");
  const value = parts.includes(from) ? parts.map((part) => (part === from ? name : part)).join("-") : `${old}-${name}`;
  if (value.length > LONGEST_APP)
    throw new ToolchainError(`"${value}" is too long for an app, which has ${LONGEST_APP} characters at most.`);
  return value;
}

/** `staging.example.com` → `beta.example.com`; of a host that does not name the environment, a host below it. */
function hostname(old: string, { name, from }: Names): string {
  const labels = old.split(".");
  if (labels.includes(from)) return labels.map((label) => (label === from ? name : label)).join(".");
  return `${name}.${old.replace(/^www\./, "")}`;
}

/** `www.example.com` and `example.com` become one. */
function withoutDoubles(items: unknown[]): void {
  const seen = new Set<unknown>();
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    const value = isScalar(item) ? item.value : item;
    if (seen.has(value)) items.splice(index, 1);
    seen.add(value);
  }
}

/** Puts new names in the place of old ones, the longest first, where they stand by themselves. */
function replacer(renamed: readonly Renamed[]): (text: string) => string {
  const names = new Map(renamed.map(({ from, to }) => [from, to]));
  const longestFirst = [...names.keys()].toSorted((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(`(?<![\\w.-])(${longestFirst.map(escaped).join("|")})(?![\\w-])`, "g");
  return (text) => text.replace(pattern, (old) => names.get(old) ?? old);
}

const escaped = (text: string) => text.replace(/[^\w-]/g, "\\$&");

function secretsOf(document: Document, project: string): string[] {
  const config = document.get("config");
  if (!isMap(config)) return [];
  const own = config.items.filter(({ value }) => isMap(value) && value.has("secure"));
  return own.map(({ key }) => String(key).replace(`${project}:`, ""));
}

import fc from "fast-check";
import { at, type Break, type Broken, set } from "./break.ts";
import type { Config } from "./stack-file.ts";
import { PROTOTYPE_NAMES } from "./texts.ts";
import { pathsIn, replaced } from "./trees.ts";
import { between, lists, onlyHerokuKnows, outOfRange, secretsInClear } from "./wrong-values.ts";

/** Keys whose values are maps or lists, and what is neither. */
const CONTAINERS = ["app", "formation", "addOns", "vars", "secretVars", "logDrains", "domains", "features", "jobs"];

const wrongKind: Break = (config) => {
  const inner = CONTAINERS.flatMap((key) =>
    pathsIn(config[key])
      .filter((path) => path.length > 0)
      .map((path) => [key, ...path]),
  );
  const scalar = fc
    .constantFrom<unknown>(12.5, true, "text", -1)
    .map((value) => ({ value, of: CONTAINERS.map((key) => [key]) }));
  const container = fc.constantFrom<unknown>([["a"]], { a: { b: 1 } }, [[[]]]).map((value) => ({ value, of: inner }));
  return fc.tuple(fc.oneof(scalar, container), fc.nat()).map(([{ value, of }, nth]) => {
    const path = of[nth % of.length] ?? ["app"];
    return { config: replaced(config, path, value) as Config, names: at(String(path[0])) };
  });
};

const unknownKey: Break = (config) =>
  fc
    .tuple(
      fc.constantFrom<string[]>([], ["app"], ["formation"], ["formation", "web"], ["addOns"], ["backup"]),
      fc.oneof(
        fc.constantFrom("nam", "sise", "databse", "webb", ...PROTOTYPE_NAMES),
        fc.stringMatching(/^[a-z]{3,12}x$/),
      ),
      fc.constantFrom<unknown>("text", 1, { size: "basic" }, []),
    )
    .map(([path, key, value]) => set(config, [...path, key], value, path.length === 0 ? key : (path[0] as string)));

const missing: Break = (config) =>
  fc.constantFrom<string[]>(["app"], ["formation"], ["addOns"], ["app", "name"]).map((path) => {
    const [key = "", below] = path;
    const rest = Object.fromEntries(Object.entries(config).filter(([name]) => name !== key));
    return { config: below === undefined ? rest : { ...rest, app: { maintenance: true } }, names: at(path.join(".")) };
  });

/** What is not YAML, or not what a stack file may be. */
const notYaml: Break = (config) =>
  fc
    .constantFrom<(text: string) => string>(
      (text) => `${text}\n\tconsumer-notebook:x: 1\n`,
      (text) => `${text}  consumer-notebook:x: [1, 2\n`,
      (text) => `${text}  consumer-notebook:x: *nobody\n`,
      (text) => `${text}  consumer-notebook:x: "open\n`,
      (text) => text.replace("config:", "config: text\nother:"),
      () => "- a\n- list\n",
      () => "\u0000\u0001",
      (text) => `${text}  consumer-notebook:x: ${"[".repeat(20_000)}\n`,
      (text) => `${text}  consumer-notebook:x: [.nan, -.inf]\n`,
    )
    .map((yaml) => ({ config, yaml, names: "stack configuration" }));

/** What YAML can say and a stack file has no use for. */
const yamlTricks: Break = (config) =>
  fc
    .constantFrom<[lines: string, names: string]>(
      ["  consumer-notebook:x: &a [1]\n  consumer-notebook:y: [*a, *a]\n", at("x")],
      ["  consumer-notebook:x:\n    <<: {size: basic}\n", at("x")],
      [`  consumer-notebook:x: ${"[".repeat(500)}${"]".repeat(500)}\n`, at("x")],
      ["  consumer-notebook:__proto__: {polluted: true}\n", at("__proto__")],
      ["  consumer-notebook:constructor: 1\n", at("constructor")],
    )
    .map(([lines, names]) => ({ config, names, yaml: (text: string) => text + lines }));

const breaks: readonly Break[] = [
  wrongKind,
  wrongKind,
  unknownKey,
  unknownKey,
  missing,
  outOfRange,
  outOfRange,
  lists,
  secretsInClear,
  between,
  onlyHerokuKnows,
  notYaml,
  yamlTricks,
];

export const broken = (valid: fc.Arbitrary<Config>): fc.Arbitrary<Broken> =>
  fc.tuple(valid, fc.constantFrom(...breaks)).chain(([config, breaking]) => breaking(config));

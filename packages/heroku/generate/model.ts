import { readdirSync } from "node:fs";
import { basename } from "node:path";
import type ts from "typescript";
import type { z } from "zod";
import type { AnyEvent, AnyLookUp, AnyThing, FieldMeta } from "../define/definition.ts";
import { childSchema, metaOf, unwrap } from "../define/fields.ts";
import { lookUps } from "../functions/index.ts";
import { resources } from "../resources/index.ts";
import { providerConfig } from "../rpc/config.ts";
import { type Doc, openSource, type Source } from "./source.ts";

/** A field with everything that is said about it, wherever it is said. */
export interface Field {
  name: string;
  text: string;
  schema: z.ZodType;
  meta: FieldMeta;
  isOptional: boolean;
  /** Value where it is left out. */
  fallback: unknown;
  /** The fields of the object that it is, or that it is a list or a map of. */
  nested: Field[];
}

/** A resource or a look-up with its texts. */
export interface Documented {
  definition: AnyThing | AnyEvent | AnyLookUp;
  doc: FullDoc;
  /** Source file, from the package's folder on. */
  file: string;
  inputs: Field[];
  outputs: Field[];
}

/** One noun, one page: a resource, its look-up, or both. */
export interface Noun {
  name: string;
  documented: Documented[];
}

export interface Model {
  nouns: Noun[];
  /** The class of an explicit provider, and what configures one. */
  provider: { doc: FullDoc; config: Field[] };
}

type FullDoc = Doc & { page: string; example: string };

const PACKAGE = new URL("../", import.meta.url);
const CONFIG_FILE = new URL("rpc/config.ts", PACKAGE);
const PROVIDER_FILE = new URL("provider.ts", PACKAGE);

interface Exported {
  file: URL;
  /** Name under which the definition is exported. */
  name: string;
  exports: Record<string, unknown>;
}

/** Everything that is registered, with its texts. Throws with every text that is missing. */
export async function readModel(
  definitions: Documented["definition"][] = [...resources, ...lookUps],
  files = ["resources/", "functions/"].flatMap(sourceFiles),
): Promise<Model> {
  const source = openSource([...files, CONFIG_FILE, PROVIDER_FILE]);
  const modules = await Promise.all(files.map(async (file) => ({ file, exports: await import(file.href) })));
  const missing: string[] = [];
  const nouns = new Map<string, Noun>();
  for (const definition of definitions) {
    const name = nounOf(exportOf(definition, modules).file);
    const noun = nouns.get(name) ?? { name, documented: [] };
    noun.documented.push(documented(definition, exportOf(definition, modules), source, missing));
    nouns.set(name, noun);
  }
  const configType = source.parsedType(CONFIG_FILE, "providerConfig");
  const provider = {
    doc: fullDoc(source, PROVIDER_FILE, "Provider", missing),
    config: fieldsOf(source, providerConfig, configType, "provider", missing),
  };
  if (missing.length > 0) throw new Error(`Without text:\n${missing.map((what) => `  ${what}`).join("\n")}`);
  return { nouns: [...nouns.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), provider };
}

function sourceFiles(folder: string): URL[] {
  const url = new URL(folder, PACKAGE);
  const names = readdirSync(url).filter((name) => name.endsWith(".ts") && name !== "index.ts");
  return names.sort().map((name) => new URL(name, url));
}

const nounOf = (file: URL): string => basename(file.pathname, ".ts");

function exportOf(
  definition: Documented["definition"],
  modules: { file: URL; exports: Record<string, unknown> }[],
): Exported {
  for (const { file, exports } of modules) {
    const [name] = Object.entries(exports).find(([, value]) => value === definition) ?? [];
    if (name) return { file, name, exports };
  }
  throw new Error(`The definition of ${definition.type} is registered, but no file exports it`);
}

function documented(
  definition: Documented["definition"],
  { file, name, exports }: Exported,
  source: Source,
  missing: string[],
): Documented {
  const { type } = definition;
  if (!(type in exports)) throw new Error(`${nounOf(file)}.ts defines ${type}, but does not export it`);
  const fields = (side: "inputs" | "outputs") =>
    fieldsOf(source, definition[side], source.parsedType(file, name, side), type, missing);
  return {
    definition,
    doc: fullDoc(source, file, type, missing),
    file: file.pathname.slice(PACKAGE.pathname.length),
    inputs: fields("inputs"),
    outputs: fields("outputs"),
  };
}

function fullDoc(source: Source, file: URL, name: string, missing: string[]): FullDoc {
  const { description, page = "", example = "" } = source.doc(file, name);
  const texts = { description, "link to a page": page, "@example": example };
  const empty = Object.entries(texts).filter(([, text]) => text === "");
  missing.push(...empty.map(([what]) => `${name}: ${what}`));
  return { description, page, example };
}

function fieldsOf(source: Source, object: z.ZodObject, type: ts.Type, at: string, missing: string[]): Field[] {
  return Object.entries(object.shape as Record<string, z.ZodType>).map(([name, schema]) => {
    const field = source.field(type, name);
    const path = `${at}.${name}`;
    if (field.text === "") missing.push(path);
    return {
      name,
      text: field.text,
      schema,
      meta: metaOf(schema),
      isOptional: schema.safeParse(undefined).success,
      fallback: schema.safeParse(undefined).data,
      nested: nestedFields(source, schema, field.type, path, missing),
    };
  });
}

function nestedFields(source: Source, schema: z.ZodType, type: ts.Type, path: string, missing: string[]): Field[] {
  const inner = unwrap(schema) as z.ZodType;
  if (inner.type === "object") return fieldsOf(source, inner as z.ZodObject, type, path, missing);
  const of = inner.type === "array" ? "list" : "map";
  if (inner.type !== "array" && inner.type !== "record") return [];
  const item = childSchema(inner, 0) as z.ZodType;
  return nestedFields(source, item, source.itemType(type, of), path, missing);
}

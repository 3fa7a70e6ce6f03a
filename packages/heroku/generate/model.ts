import { readdirSync } from "node:fs";
import { basename } from "node:path";
import type ts from "typescript";
import type { z } from "zod";
import type { AnyEvent, AnyLookUp, AnyThing, FieldMeta } from "../define/definition.ts";
import { childSchema, metaOf, unwrap } from "../define/fields.ts";
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
  /** Name under which its file exports it. */
  name: string;
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
  name: string;
  definition: Documented["definition"];
}

/** Every definition of the files, with its texts. Throws with every text that is missing. */
export async function readModel(files = ["resources/", "functions/"].flatMap(sourceFiles)): Promise<Model> {
  const source = openSource([...files, CONFIG_FILE, PROVIDER_FILE]);
  const found = (await Promise.all(files.map(definitionsOf))).flat();
  const missing: string[] = [];
  const nouns = new Map<string, Noun>();
  for (const each of found) {
    const name = nounOf(each.file);
    const noun = nouns.get(name) ?? { name, documented: [] };
    noun.documented.push(documented(each, source, missing));
    nouns.set(name, noun);
  }
  const configType = source.parsedType(CONFIG_FILE, "providerConfig");
  const provider = {
    doc: fullDoc(source, PROVIDER_FILE, "Provider", "Provider", missing),
    config: fieldsOf(source, providerConfig, configType, "provider", missing),
  };
  if (missing.length > 0) throw new Error(`Without text:\n${missing.map((what) => `  ${what}`).join("\n")}`);
  return { nouns: [...nouns.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), provider };
}

/** The fields of an object that a file exports, with those texts that are there. */
export function textsOf(file: URL, name: string, object: z.ZodObject): Field[] {
  const source = openSource([file]);
  return fieldsOf(source, object, source.parsedType(file, name), name, []);
}

function sourceFiles(folder: string): URL[] {
  const url = new URL(folder, PACKAGE);
  const names = readdirSync(url).filter((name) => name.endsWith(".ts"));
  return names.sort().map((name) => new URL(name, url));
}

const nounOf = (file: URL): string => basename(file.pathname, ".ts");

async function definitionsOf(file: URL): Promise<Exported[]> {
  const exports: Record<string, unknown> = await import(file.href);
  const found = Object.entries(exports).flatMap(([name, value]) =>
    isDefinition(value) ? [{ file, name, definition: value }] : [],
  );
  if (found.length === 0) throw new Error(`${file.pathname} exports no definition`);
  return found;
}

const isDefinition = (value: unknown): value is Documented["definition"] =>
  typeof value === "object" && value !== null && "kind" in value && "type" in value;

function documented({ file, name, definition }: Exported, source: Source, missing: string[]): Documented {
  const { type } = definition;
  const fields = (side: "inputs" | "outputs") =>
    fieldsOf(source, definition[side], source.parsedType(file, name, side), type, missing);
  return {
    definition,
    name,
    doc: fullDoc(source, file, name, type, missing),
    file: file.pathname.slice(PACKAGE.pathname.length),
    inputs: fields("inputs"),
    outputs: fields("outputs"),
  };
}

function fullDoc(source: Source, file: URL, name: string, type: string, missing: string[]): FullDoc {
  const { description, page = "", example = "", comment } = source.doc(file, name);
  const texts = { description, "link to a page": page, "@example": example };
  const empty = Object.entries(texts).filter(([, text]) => text === "");
  missing.push(...empty.map(([what]) => `${type}: ${what}`));
  return { description, page, example, comment };
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

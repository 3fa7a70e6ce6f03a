import { z } from "zod";
import { type Field, textsOf } from "../heroku/generate/model.ts";

export { generate } from "../heroku/generate/command.ts";

/** What a program reads from a stack file. */
export interface Described {
  /** Name of the project: each key stands under it. */
  project: string;
  /** The module that exports the settings, for the texts of their fields, and the name of the export. */
  file: URL;
  name: string;
  /** The settings themselves, a field for each key. */
  settings: z.ZodObject;
  /** How the keys look that hold one secret each, as a regular expression without anchors. */
  secretKey: string;
}

interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | false;
  [keyword: string]: unknown;
}

const DRAFT = "http://json-schema.org/draft-07/schema#";

/** What is said about fields for the provider's sake alone. */
const NOT_FOR_EDITORS = ["replaces", "secret", "judged", "chosenByHeroku", "changesWith"];

/**
 * A JSON Schema (draft 7, which editors know) of a stack file: keys, texts, allowed values, defaults. What holds between
 * settings it can't say; the program says that at its next preview.
 * https://www.pulumi.com/docs/iac/concepts/projects/project-file/#stack-configuration-file
 */
export function stackFileSchema({ project, file, name, settings, secretKey }: Described): object {
  const own = z.toJSONSchema(settings, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      for (const keyword of NOT_FOR_EDITORS) Reflect.deleteProperty(jsonSchema, keyword);
    },
  }) as Schema & { required?: string[] };
  describe(own, textsOf(file, name, settings));
  const keyOf = (key: string) => `${project}:${key}`;
  const keys = Object.entries(own.properties ?? {}).map(([key, schema]) => [keyOf(key), asText(schema)]);
  return {
    $schema: DRAFT,
    $comment: "Made by `npm run generate`; do not edit.",
    title: `Stack file of ${project}`,
    type: "object",
    required: ["config"],
    additionalProperties: false,
    properties: {
      ...PULUMIS_OWN,
      config: {
        type: "object",
        required: (own.required ?? []).map(keyOf),
        additionalProperties: false,
        properties: Object.fromEntries(keys),
        patternProperties: {
          [`^${project}:${secretKey}$`]: SECRET,
          // Settings of Pulumi itself and of providers.
          [`^(?!${project}:)[^:]+:`]: {},
        },
      },
    },
  };
}

const PULUMIS_OWN: Record<string, Schema> = {
  secretsprovider: { type: "string", description: "What encrypts the secrets; a passphrase where it is left out." },
  encryptedkey: { type: "string", description: "The key of the secrets, encrypted; Pulumi's own." },
  encryptionsalt: { type: "string", description: "By which Pulumi tells whether a passphrase is right." },
  environment: { description: "Environments of Pulumi ESC." },
};

const SECRET: Schema = {
  type: "object",
  description: "A secret, encrypted: npx pulumi config set --secret NAME",
  required: ["secure"],
  additionalProperties: false,
  properties: { secure: { type: "string" } },
};

/** `pulumi config set` writes true, false and numbers as texts, and a program gets them as texts either way. */
function asText(schema: Schema): Schema {
  const { type, description, default: fallback } = schema;
  const said = { ...(description ? { description } : {}), ...(fallback === undefined ? {} : { default: fallback }) };
  if (type === "boolean") return { ...said, enum: [true, false, "true", "false"] };
  if (type === "integer") return { ...said, anyOf: [schema, { type: "string", pattern: "^\\d+$" }] };
  if (type === "string") return { ...schema, type: ["string", "number", "boolean"] };
  return schema;
}

/** Gives the fields their texts, however deep they lie. */
function describe(schema: Schema, fields: readonly Field[]): void {
  for (const { name, text, nested } of fields) {
    const field = schema.properties?.[name];
    if (!field) continue;
    if (text !== "") field.description = text;
    describe(ownerOfFields(field), nested);
  }
}

/** The object that a field is, or is a list or a map of. */
function ownerOfFields(schema: Schema): Schema {
  if (schema.properties) return schema;
  const inner = schema.items ?? (schema.additionalProperties || undefined);
  return inner ? ownerOfFields(inner) : schema;
}

import { madeFrom, table } from "./table.ts";

/** As much of a JSON Schema as that of the stack files has. */
export interface Schema {
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  items?: Schema;
  propertyNames?: Schema;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
}

interface Row {
  path: string;
  schema: Schema;
  isRequired: boolean;
}

/** What may stand in a stack file, line by line. */
export function settingsPage(file: Schema, project: string): string {
  const { config = {}, ...pulumis } = file.properties ?? {};
  const rows = rowsOf(config, "");
  const silent = rows.filter(({ schema }) => !schema.description).map(({ path }) => path);
  if (silent.length > 0) throw new Error(`Settings without a text: ${silent.join(", ")}`);
  const keys = rows.map(({ path, schema, isRequired }) => [
    `\`${path.replace(`${project}:`, "")}\``,
    typeOf(schema),
    fallbackOf(schema, isRequired),
    schema.description ?? "",
  ]);
  const own = Object.entries(pulumis).map(([key, { description = "" }]) => [`\`${key}\``, description]);
  return [
    madeFrom("components/settings.ts"),
    "# Settings",
    "What a stack file, such as [`Pulumi.staging.yaml`](../Pulumi.staging.yaml), may say. Each key stands under `config:` with the",
    `project's name before it: \`${project}:app\`. A dot leads into it: \`app.name\` is the line \`name\` under it; NAME is a name of yours.`,
    "",
    "Everything that is wrong with a file stops the preview at once, each with its path, its value and a way out; so does what holds",
    "between settings, such as a backup of a database that there is not. Editors with a YAML language server know",
    "[the same](../components/generated/stack-file.schema.json). What the change of a line would do at Heroku",
    "[a review](how-to/review-a-change.md) says.",
    "",
    table(["Key", "What it may be", "If left out", "What it does"], keys),
    "",
    "## Secrets",
    `A secret is a key of its own, in capital letters, named in \`secretVars\` or \`logDrains\`: \`${project}:S3_KEY\`. Its value is written`,
    "encrypted, by `npx pulumi config set --secret S3_KEY --stack staging`.",
    "",
    "## Pulumi's own keys",
    "They stand beside `config:`, and Pulumi writes them.",
    "",
    table(["Key", "What it is"], own),
    "",
  ].join("\n");
}

/** A row for each key, and for what is in it. */
function rowsOf({ properties = {}, required = [] }: Schema, before: string): Row[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const path = before + key;
    const inner = insideOf(schema);
    const own = schema.description || !inner ? [{ path, schema, isRequired: required.includes(key) }] : [];
    return [...own, ...(inner ? rowsOf(inner.schema, `${path}${inner.step}.`) : [])];
  });
}

function insideOf(schema: Schema): { schema: Schema; step: string } | undefined {
  if (schema.properties) return { schema, step: "" };
  const value = schema.additionalProperties;
  return typeof value === "object" && value.properties ? { schema: value, step: ".NAME" } : undefined;
}

function typeOf(schema: Schema): string {
  if (schema.enum) return alternatives(schema.enum);
  if (schema.anyOf) return typeOf(schema.anyOf[0] ?? {});
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.type === "object") return objectType(schema);
  if (schema.type === "integer") return `whole number${range(schema)}`;
  if (schema.type === "boolean") return alternatives([true, false]);
  return `text${form(schema)}`;
}

/** `pulumi config set` writes true and false as texts, which is the same. */
const alternatives = (values: unknown[]): string =>
  [...new Set(values.map((value) => `\`${value}\``))].join(" or ").replaceAll(/ or (?=.* or )/g, ", ");

function objectType({ properties, additionalProperties }: Schema): string {
  if (properties || typeof additionalProperties !== "object") return "what follows";
  return `for each NAME: ${additionalProperties.properties ? "what follows" : typeOf(additionalProperties)}`;
}

function range({ minimum, maximum }: Schema): string {
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER)
    return minimum === undefined ? "" : `, ${minimum} or more`;
  return `, ${minimum} to ${maximum}`;
}

function form({ pattern, minLength = 0, maxLength }: Schema): string {
  const length = maxLength === undefined ? "" : `, ${minLength} to ${maxLength} characters`;
  return `${length}${pattern === undefined ? "" : ` like \`${pattern}\``}`;
}

function fallbackOf(schema: Schema, isRequired: boolean): string {
  if (isRequired) return "required";
  return schema.default === undefined ? "none" : `\`${JSON.stringify(schema.default)}\``;
}

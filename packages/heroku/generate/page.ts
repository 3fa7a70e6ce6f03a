import type { z } from "zod";
import { unwrap } from "../define/fields.ts";
import { needsOf, opening } from "./example.ts";
import type { Documented, Field, Noun } from "./model.ts";

/** The first line of every page made here. */
export const madeBy = (from: string) => `<!-- Made by \`npm run generate\` from ${from}; do not edit. -->\n\n`;

/** The reference page of a noun: its resource, its look-up, or both. */
export function referencePage({ documented }: Noun, sdk: string[]): string {
  const from = documented.map(({ file }) => `packages/heroku/${file}`).join(" and ");
  return madeBy(from) + documented.map((each) => section(each, sdk)).join("\n");
}

function section(each: Documented, sdk: string[]): string {
  const { definition, doc, inputs, outputs } = each;
  return [
    `# ${definition.type}\n`,
    `${doc.description}\n`,
    `[Heroku's page about it](${doc.page})\n`,
    exampleText(doc.example, sdk),
    ...(definition.kind === "look-up" ? [callForms(definition.type)] : []),
    table("Inputs", inputs, (field) => [fallbackText(field), inputText(field, definition)]),
    table("Outputs", outputs, (field) => [outputText(field)]),
    ...afterwards(definition),
  ].join("\n");
}

export const exampleText = (example: string, sdk: string[]) =>
  `\`\`\`ts\n${opening(needsOf(example, sdk))}\n${example}\n\`\`\`\n`;

const callForms = (type: string) =>
  `\`${type}(args)\` takes plain values and returns a promise; \`${type}Output(args)\` takes outputs and returns an output.\n`;

function table(title: string, fields: Field[], cells: (field: Field) => string[]): string {
  const head = title === "Inputs" ? ["Input", "Type", "Default", "Meaning"] : ["Output", "Type", "Meaning"];
  if (fields.length === 0) return `## ${title}\n\n${title === "Inputs" ? "None" : "None beside the inputs"}.\n`;
  const lines = rows(fields, "").map(({ path, field }) =>
    row([`\`${path}\``, typeText(field.schema), ...cells(field)]),
  );
  return `## ${title}\n\n${[row(head), row(head.map(() => "---")), ...lines].join("\n")}\n`;
}

const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** A row for each field and for each one in it: `processes`, `processes.KEY.size`. */
function rows(fields: Field[], before: string): { path: string; field: Field }[] {
  return fields.flatMap((field) => {
    const path = before + field.name;
    return [{ path, field }, ...rows(field.nested, `${path}${insideOf(field.schema)}.`)];
  });
}

function insideOf(schema: z.ZodType): string {
  const { type } = unwrap(schema) as z.ZodType;
  return type === "record" ? ".KEY" : type === "array" ? "[]" : "";
}

function typeText(schema: z.ZodType): string {
  const inner = unwrap(schema) as z.ZodType;
  const { def } = inner as unknown as { def: { element: z.ZodType; valueType: z.ZodType; options: z.ZodType[] } };
  switch (inner.type) {
    case "number":
      return (inner as z.ZodNumber).isInt ? "whole number" : "number";
    case "array":
      return `list of ${typeText(def.element)}`;
    case "record":
      return `map of ${typeText(def.valueType)}`;
    case "union":
      return def.options.map(typeText).join(" or ");
    case "enum":
      return (inner as z.ZodEnum).options.map((value) => `\`"${value}"\``).join(", ");
    default:
      return inner.type;
  }
}

const fallbackText = ({ isOptional, fallback }: Field): string =>
  fallback !== undefined ? `\`${JSON.stringify(fallback)}\`` : isOptional ? "none" : "required";

function inputText({ text, meta }: Field, { kind, type }: Documented["definition"]): string {
  const replaces = kind === "thing" && meta.replaces && !text.includes("Changing this replaces");
  return sentences(text, replaces ? `Changing this replaces the ${type}.` : undefined, secrecy(text, meta));
}

function outputText({ text, meta }: Field): string {
  const { changesWith } = meta;
  const moves = changesWith && `May change with ${changesWith.map((input) => `\`${input}\``).join(", ")}.`;
  return sentences(text, moves, secrecy(text, meta));
}

const secrecy = (text: string, meta: Field["meta"]) =>
  meta.secret && !/\bsecret\b/i.test(text) ? "Secret." : undefined;

const sentences = (...parts: (string | undefined)[]) => parts.filter((part) => part !== undefined).join(" ");

/** How it comes into a stack and leaves it. */
function afterwards(definition: Documented["definition"]): string[] {
  if (definition.kind === "look-up") return [];
  const { type } = definition;
  if (definition.kind === "thing") {
    const command = `\`\`\`sh\npulumi import heroku:index:${type} NAME ID\n\`\`\``;
    return [`## Import\n\n${command}\n\n\`ID\` is ${definition.importId}.\n`];
  }
  return [
    "## When it happens again\n",
    `It happens once for each value of its inputs: a change of any input makes it happen again, and an \`up\` without one does not. Deleting it forgets it and undoes nothing. It can't be imported.\n`,
  ];
}

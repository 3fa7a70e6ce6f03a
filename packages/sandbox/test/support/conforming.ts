import type { AnySchemaObject } from "ajv";
import ajvDraft04, { type ErrorObject } from "ajv-draft-04";
import addFormats from "ajv-formats";
import { exceptions } from "./exceptions.ts";
import { type HerokuSchema, herokuSchema, type SchemaLink } from "./heroku-schema.ts";

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

interface Link extends SchemaLink {
  definition: string;
  /** Where the link stands in the schema. */
  pointer: string;
  path: RegExp;
  /** Path with plain parameter names, as exceptions name it. */
  name: string;
}

const schema: HerokuSchema = await herokuSchema();
const ajv = checker(schema);
const links = linksOf(schema);

/**
 * A fetch that fails when a request or its answer is not as Heroku's schema has it. Requests that were refused are held to
 * nothing but the form of an error. What the schema lacks though Heroku's own clients send it passes if `lenient`. Paths
 * outside the schema (Data API, control paths, streams) pass.
 */
export function conforming(fetch: Fetch, { lenient = true } = {}): Fetch {
  return async (input, init) => {
    // A server's request is not always of the class Request.
    const request = typeof input === "object" && "clone" in input ? input : new Request(input, init);
    const { pathname } = new URL(request.url);
    const candidates = links.filter((link) => link.method === request.method && link.path.test(pathname));
    if (candidates.length === 0) return fetch(request);
    const sent = request.method === "GET" ? "" : await request.clone().text();
    const response = await fetch(request);
    const received = await response.clone().text();
    if (received !== "") check(candidates, sent, response.status, JSON.parse(received), lenient);
    return response;
  };
}

function check(candidates: Link[], sent: string, status: number, received: unknown, lenient: boolean): void {
  const where = `${candidates[0]?.name} (${status})`;
  if (status >= 400) {
    const { id, message } = received as Record<string, unknown>;
    if (typeof id !== "string" || typeof message !== "string")
      throw new Error(`${where}: the error has no id or message`);
    return;
  }
  const failures = candidates.map((link) => [...requestErrors(link, sent, lenient), ...answerErrors(link, received)]);
  if (failures.some((errors) => errors.length === 0)) return;
  throw new Error(`${where} is not as Heroku's schema has it:\n${failures.flat().join("\n")}`);
}

function requestErrors(link: Link, sent: string, lenient: boolean): string[] {
  if (!link.schema || sent === "") return [];
  if (exceptions.some(({ request, isOurs }) => request === link.name && (lenient || isOurs))) return [];
  return errorsOf(`${link.pointer}/schema`, JSON.parse(sent), "request");
}

function answerErrors(link: Link, received: unknown): string[] {
  const isItem = link.targetSchema === undefined || "$ref" in link.targetSchema;
  const pointer = link.targetSchema ? `${link.pointer}/targetSchema` : `/definitions/${link.definition}`;
  const isOne = link.rel !== "instances" || exceptions.some(({ one }) => one === link.name);
  if (isOne || !isItem) return errorsOf(pointer, received, "answer");
  if (!Array.isArray(received)) return ["  answer is not a list"];
  return received.flatMap((item) => errorsOf(pointer, item, "answer"));
}

function errorsOf(pointer: string, value: unknown, part: string): string[] {
  const validate = ajv.getSchema(`heroku#${pointer}`);
  if (!validate) throw new Error(`the schema has no ${pointer}`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `  ${part}${error.instancePath || "/"} ${described(error)}`);
}

function described({ message, params, keyword }: ErrorObject): string {
  return keyword === "strictProperties" ? String(message) : `${message} ${JSON.stringify(params)}`;
}

/** `strictProperties` is the schema's own word: every property is there, and no other. */
function checker(root: HerokuSchema) {
  const instance = new ajvDraft04.default({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
  addFormats.default(instance);
  const extra = new Set(exceptions.flatMap(({ extraField }) => extraField ?? []));
  instance.addKeyword({
    keyword: "strictProperties",
    errors: true,
    validate: function strict(on: unknown, value: unknown, parent?: AnySchemaObject) {
      if (!on || value === null || typeof value !== "object") return true;
      const declared = Object.keys(parent?.properties ?? {});
      const missing = declared.filter((key) => !(key in value));
      const foreign = Object.keys(value).filter((key) => !declared.includes(key) && !extra.has(key));
      const message = `lacks [${missing}] and has beyond the schema [${foreign}]`;
      Object.assign(strict, { errors: [{ keyword: "strictProperties", message, params: {} }] });
      return missing.length === 0 && foreign.length === 0;
    },
  });
  instance.addSchema(withoutIds(root), "heroku");
  return instance;
}

/** Strings named `id` (the schema's own, and those in examples) would change what `#/definitions/…` refers to. */
function withoutIds(root: HerokuSchema): object {
  const { definitions } = JSON.parse(JSON.stringify({ definitions: root.definitions }), (key, value) =>
    key === "example" || (key === "id" && typeof value === "string") ? undefined : value,
  );
  for (const { definition, anyFormat, furtherValue } of exceptions) {
    if (furtherValue !== undefined) definitions[definition].definitions[furtherValue.of].enum.push(furtherValue.value);
    if (anyFormat !== undefined) delete definitions[definition].definitions[anyFormat].format;
  }
  return { definitions };
}

function linksOf(root: HerokuSchema): Link[] {
  return Object.entries(root.definitions).flatMap(([definition, { links: declared = [] }]) =>
    declared.map((link, index) => {
      const name = decodeURIComponent(link.href).replaceAll(
        /\{\(#\/definitions\/([\w-]+)\/definitions\/\w+\)\}/g,
        (_, parameter: string) => `{${parameter}}`,
      );
      const path = new RegExp(`^${name.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
      const pointer = `/definitions/${definition}/links/${index}`;
      return { ...link, definition, pointer, path, name: `${link.method} ${name}` };
    }),
  );
}

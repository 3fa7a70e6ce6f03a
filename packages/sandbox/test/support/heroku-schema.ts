import { herokuSchema as published } from "@consumer-notebook/toolchain";

export interface SchemaLink {
  href: string;
  method: string;
  rel: string;
  title: string;
  schema?: object;
  targetSchema?: object;
}

export interface HerokuSchema {
  definitions: Record<string, { links?: SchemaLink[] }>;
}

/** Heroku's published schema: https://devcenter.heroku.com/articles/json-schema-for-platform-api */
export async function herokuSchema(): Promise<HerokuSchema> {
  return (await published()) as HerokuSchema;
}

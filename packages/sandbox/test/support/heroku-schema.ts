import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Heroku's published schema: https://devcenter.heroku.com/articles/json-schema-for-platform-api */
const MODULE = "github.com/heroku/heroku-go/v6@v6.1.0";

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

export function herokuSchema(): HerokuSchema {
  const downloaded = execFileSync("go", ["mod", "download", "-json", MODULE], { encoding: "utf8" });
  const { Dir } = JSON.parse(downloaded) as { Dir: string };
  return JSON.parse(readFileSync(join(Dir, "schema.json"), "utf8")) as HerokuSchema;
}

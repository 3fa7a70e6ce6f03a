import { goModuleFile } from "./go-module-file.ts";

/** Heroku's published schema of the Platform API (JSON Schema draft 4). Heroku's Go client holds it. */
export const herokuSchema = (): Promise<unknown> =>
  goModuleFile({
    what: "Heroku's schema",
    folder: "heroku-schema",
    module: "github.com/heroku/heroku-go/v6",
    file: "schema.json",
  });

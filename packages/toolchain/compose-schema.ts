import { goModuleFile } from "./go-module-file.ts";

/** The Compose specification's schema of a Compose file. Its reference implementation in Go holds it. */
export const composeSchema = (): Promise<unknown> =>
  goModuleFile({
    what: "The schema of Compose files",
    folder: "compose-schema",
    module: "github.com/compose-spec/compose-go/v2",
    file: "schema/compose-spec.json",
  });

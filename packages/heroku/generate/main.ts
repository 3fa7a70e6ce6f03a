// `npm run generate` writes the package schema and the reference from the definitions; `--check` only compares.
import { generate } from "./command.ts";
import { generatedFiles, notCurrent, writeFiles } from "./files.ts";

const files = await generatedFiles();
generate(notCurrent(files), () => writeFiles(files));

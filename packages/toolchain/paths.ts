import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package. */
export const TOOLCHAIN = dirname(fileURLToPath(import.meta.url));

/** The repository's root: `npx pulumi` and `npm start` keep their sandbox in `.sandbox/` below it. */
export const ROOT = dirname(dirname(TOOLCHAIN));

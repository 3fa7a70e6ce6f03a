import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package. */
export const TOOLCHAIN = dirname(fileURLToPath(import.meta.url));

/** The repository's root. */
export const ROOT = dirname(dirname(TOOLCHAIN));

/** Where `npx pulumi`, `npm start` and `npm run page` keep their sandbox. */
export const sandboxFolder = (root = ROOT): string => join(root, ".sandbox");

// `npm run page`: the sandbox's page, while other commands work on the sandbox.
import { join } from "node:path";
import { keepPage } from "../page.ts";
import { ROOT } from "../paths.ts";

await keepPage(join(ROOT, ".sandbox"), console.log);

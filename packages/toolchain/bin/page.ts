// `npm run page`: the sandbox's page, while other commands work on the sandbox.
import { keepPage } from "../page.ts";
import { sandboxFolder } from "../paths.ts";

await keepPage(sandboxFolder(), console.log);

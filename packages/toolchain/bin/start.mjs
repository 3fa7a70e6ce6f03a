// `npm start`: from a bare clone to both environments, previewed and applied on a sandbox. See start/main.ts.
import { installDependencies } from "./support/install.mjs";
import { continueOnNode24, fail } from "./support/node-24.mjs";

try {
  installDependencies();
  await continueOnNode24(import.meta.url, () => import("../start/main.ts"));
} catch (error) {
  fail(error);
}

// `npm test`: from a bare clone to everything that CI runs. See test-run/main.ts.
import { installDependencies } from "./support/install.mjs";
import { continueOnNode24, fail } from "./support/node-24.mjs";

try {
  installDependencies();
  await continueOnNode24(import.meta.url, () => import("../test-run/main.ts"));
} catch (error) {
  fail(error);
}

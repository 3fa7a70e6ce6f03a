// `npm start`: from a bare clone to both environments, previewed and applied on a sandbox. See ../main.ts.
import { installDependencies } from "../../toolchain/bin/support/install.mjs";
import { continueOnNode24, fail } from "../../toolchain/bin/support/node-24.mjs";

try {
  installDependencies();
  await continueOnNode24(import.meta.url, () => import("../main.ts"));
} catch (error) {
  fail(error);
}

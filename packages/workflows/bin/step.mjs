// `exec node packages/workflows/bin/step.mjs NAME ARGS`: a step of a workflow, from a bare clone. See step.ts.
import { installDependencies } from "../../toolchain/bin/support/install.mjs";
import { continueOnNode24, fail } from "../../toolchain/bin/support/node-24.mjs";

try {
  installDependencies();
  await continueOnNode24(import.meta.url, () => import("../step.ts"));
} catch (error) {
  fail(error);
}

// `npm run doctor`: what is wrong with this machine and this configuration, and how to mend it. Any Node 20 can begin it.
import { continueOnNode24, fail, findNode } from "../../toolchain/bin/support/node-24.mjs";
import { print } from "../report.mjs";

try {
  if (findNode()) await continueOnNode24(import.meta.url, () => import("../main.ts"));
  else
    print(
      [
        {
          check: "Node",
          level: "problem",
          text: `This is Node ${process.versions.node}, and Node 24 is neither installed here nor on PATH; nothing else is looked at before`,
          mend: "npm ci (on Linux; elsewhere install Node 24 from https://nodejs.org)",
        },
      ],
      process.argv.includes("--json"),
    );
} catch (error) {
  fail(error);
}

#!/usr/bin/env node
// `npx pulumi`: Pulumi with the CLI and the Node that this repository uses, on the sandbox unless the environment says otherwise.
import { continueOnNode24 } from "./support/node-24.mjs";

await continueOnNode24(import.meta.url, () => import("../shim.ts"));

#!/usr/bin/env node
// `npx pulumi`: Pulumi with the CLI and the Node that this repository uses, on the sandbox unless the environment says otherwise.
import { enableCompileCache } from "node:module";
import { continueOnNode24 } from "./support/node-24.mjs";

enableCompileCache?.();
await continueOnNode24(import.meta.url, () => import("../shim.ts"));

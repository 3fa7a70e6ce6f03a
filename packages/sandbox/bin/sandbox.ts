#!/usr/bin/env node
import { enableCompileCache } from "node:module";

enableCompileCache();
// The rest is imported only now, so that it comes out of the compile cache.
const { main } = await import("./main.ts");
await main(process.argv);

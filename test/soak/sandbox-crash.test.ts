import { sample } from "./sample.ts";
import { sandboxBytes } from "./sandbox-bytes.ts";
import { sandboxCrash } from "./sandbox-crash.ts";

sample(sandboxCrash, 3);
sample(sandboxBytes, 12);

import { sample } from "./sample.ts";
import { sandboxCrash } from "./sandbox-crash.ts";

sample(sandboxCrash, 3);

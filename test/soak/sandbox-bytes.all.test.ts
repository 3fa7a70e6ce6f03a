import { sample } from "./sample.ts";
import { sandboxBytes } from "./sandbox-bytes.ts";

// A process of its own: it computes without a pause.
sample(sandboxBytes, 12);

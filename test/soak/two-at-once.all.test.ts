import { sample } from "./sample.ts";
import { onFiles } from "./two-at-once.ts";

sample(onFiles, 2);

import { sample } from "./sample.ts";
import { stackFiles } from "./stack-files.ts";

sample(stackFiles, 5);

import { sample } from "./sample.ts";
import { twoStacks } from "./two-stacks.ts";

sample(twoStacks, 2);

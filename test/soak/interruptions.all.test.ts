import { interruptions } from "./interruptions.ts";
import { sample } from "./sample.ts";

sample(interruptions, 1);

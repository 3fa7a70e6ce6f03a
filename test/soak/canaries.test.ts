import { canaries } from "./canaries.ts";
import { sample } from "./sample.ts";

sample(canaries, 1);

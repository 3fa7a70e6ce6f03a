import { interruptions } from "./interruptions.ts";
import { kills } from "./kills.ts";
import { sample } from "./sample.ts";

sample(kills, 1);
sample(interruptions, 1);

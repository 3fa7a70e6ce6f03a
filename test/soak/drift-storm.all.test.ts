import { driftStorm } from "./drift-storm.ts";
import { sample } from "./sample.ts";

sample(driftStorm, 1);

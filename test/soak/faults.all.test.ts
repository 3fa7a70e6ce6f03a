import { faults, timeouts } from "./faults.ts";
import { sample } from "./sample.ts";

sample(faults, 4, 2);
sample(timeouts, 1);

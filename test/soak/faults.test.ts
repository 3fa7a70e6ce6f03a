import { faults, timeouts } from "./faults.ts";
import { sample } from "./sample.ts";

sample(faults, 6);
sample(timeouts, 1);

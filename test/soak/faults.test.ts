import { faults } from "./faults.ts";
import { sample } from "./sample.ts";

sample(faults, 2);

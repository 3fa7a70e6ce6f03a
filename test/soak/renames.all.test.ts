import { renames } from "./renames.ts";
import { sample } from "./sample.ts";

sample(renames, 2);

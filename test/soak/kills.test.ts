import { kills } from "./kills.ts";
import { sample } from "./sample.ts";

sample(kills, 1);

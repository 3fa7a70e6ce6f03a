import { badHour } from "./bad-hour.ts";
import { sample } from "./sample.ts";

// As many failures as in the claim; answers are ten times as fast and the limit is three times as high: it is still reached for certain.
sample(badHour({ failing: 0.2, delayMs: 500, perMinute: 180, left: 5 }, ["up"]), 1);

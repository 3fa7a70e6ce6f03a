import { badHour } from "./bad-hour.ts";
import { sample } from "./sample.ts";

// As many failures as in the claim; answers and the rate limit are ten times as fast, so that it ends in half a minute.
sample(badHour({ failing: 0.2, delayMs: 500, perMinute: 600, left: 5 }, ["up"]), 1);

import { hostileAnswers } from "./hostile-answers.ts";
import { sample } from "./sample.ts";

sample(hostileAnswers, 3);

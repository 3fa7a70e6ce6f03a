import { providerCalls } from "./provider-calls.ts";
import { sample } from "./sample.ts";

sample(providerCalls, 2);

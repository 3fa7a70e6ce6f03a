import { sample } from "./sample.ts";
import { sandboxRequests } from "./sandbox-requests.ts";

sample(sandboxRequests, 2);

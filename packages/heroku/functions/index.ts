import type { AnyLookUp } from "../define/definition.ts";
import { appLookUp } from "./app.ts";
import { dynoSizeLookUp } from "./dyno-size.ts";
import { pipelineLookUp } from "./pipeline.ts";
import { planLookUp } from "./plan.ts";
import { regionLookUp } from "./region.ts";
import { releaseLookUp } from "./release.ts";
import { stackLookUp } from "./stack.ts";

/** Every look-up of the provider. */
export const lookUps: AnyLookUp[] = [
  appLookUp,
  dynoSizeLookUp,
  pipelineLookUp,
  planLookUp,
  regionLookUp,
  releaseLookUp,
  stackLookUp,
];

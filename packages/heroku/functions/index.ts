import type { AnyLookUp } from "../define/definition.ts";
import { pipelineLookUp } from "./pipeline.ts";
import { releaseLookUp } from "./release.ts";

/** Every look-up of the provider. */
export const lookUps: AnyLookUp[] = [pipelineLookUp, releaseLookUp];

import type { AnyResource } from "../define/definition.ts";
import { app } from "./app.ts";
import { build } from "./build.ts";
import { configVars } from "./config-vars.ts";
import { formation } from "./formation.ts";
import { pipeline } from "./pipeline.ts";
import { pipelineCoupling } from "./pipeline-coupling.ts";
import { promotion } from "./promotion.ts";

/** Every resource of the provider. */
export const resources: AnyResource[] = [app, build, configVars, formation, pipeline, pipelineCoupling, promotion];

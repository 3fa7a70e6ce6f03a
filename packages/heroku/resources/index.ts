import type { AnyResource } from "../define/definition.ts";
import { app } from "./app.ts";
import { configVars } from "./config-vars.ts";
import { formation } from "./formation.ts";

/** Every resource of the provider. */
export const resources: AnyResource[] = [app, configVars, formation];

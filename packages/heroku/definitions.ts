import type { AnyLookUp, AnyResource } from "./define/definition.ts";
import { lookUps, resources } from "./generated/registry.ts";

/** All of them at once: for tests and generators, which look at each. */
export const allResources = (): Promise<AnyResource[]> => Promise.all(Object.values(resources).map((load) => load()));
export const allLookUps = (): Promise<AnyLookUp[]> => Promise.all(Object.values(lookUps).map((load) => load()));

import type { AnyLookUp } from "../define/definition.ts";

/** Every look-up of the provider. */
export const lookUps: AnyLookUp[] = [];

import { type DynoSize, dynoSizes } from "../catalogue/dyno-sizes.ts";
import type { App } from "./app.ts";

/** The sizes that the app can use: those of its generation, and of a space only inside one. */
export function dynoSizesFor(app: App): DynoSize[] {
  const ofGeneration = dynoSizes.filter((size) => size.generation.name === app.generation);
  return ofGeneration.filter((size) => size.private_space_only === (app.space !== null));
}

import { uuidOf } from "../ids.ts";

/** Heroku's two generations; https://devcenter.heroku.com/articles/generations. The ids are the sandbox's own. */
export interface Generation {
  id: string;
  name: "cedar" | "fir";
}

export const generations: Record<"cedar" | "fir", Generation> = {
  cedar: { id: uuidOf("generation:cedar"), name: "cedar" },
  fir: { id: uuidOf("generation:fir"), name: "fir" },
};

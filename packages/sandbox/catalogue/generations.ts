import { uuidOf } from "../ids.ts";

/** Heroku's two generations; https://devcenter.heroku.com/articles/generations. (unverified): ids and times. */
export interface Generation {
  id: string;
  name: "cedar" | "fir";
}

export const generations: Record<"cedar" | "fir", Generation> = {
  cedar: { id: uuidOf("generation:cedar"), name: "cedar" },
  fir: { id: uuidOf("generation:fir"), name: "fir" },
};

const TIME = "2024-12-01T12:00:00Z";

/** As lists of them have them. Every team may use both. */
export const allGenerations = Object.values(generations).map((each) => ({
  created_at: TIME,
  ...each,
  updated_at: TIME,
}));

export const findGeneration = (identity: string) =>
  allGenerations.find(({ id, name }) => name === identity || id === identity);

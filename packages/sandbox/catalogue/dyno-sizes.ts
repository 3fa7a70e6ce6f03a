import { uuidOf } from "../ids.ts";
import { type Generation, generations } from "./generations.ts";

/**
 * Dyno sizes as of 2025-11. Verified: names and prices against Heroku's CLI 11.10.0 (`ps:type` prints them), memory against
 * https://devcenter.heroku.com/articles/dyno-types. (unverified): `compute`, and `precise_dyno_units` other than those of
 * Standard-1X, Standard-2X, Performance-M and Performance-L.
 */
export interface DynoSize {
  id: string;
  name: string;
  architecture: string;
  compute: number;
  cost: { cents: number; unit: "month" };
  dedicated: boolean;
  generation: Generation;
  memory: number;
  precise_dyno_units: number;
  private_space_only: boolean;
}

/** Sizes of different tiers can't be mixed in one app; `production` holds Standard and Performance. */
export type Tier = "eco" | "basic" | "production" | "private" | "shield" | "fir";

type Row = [name: string, dollars: number, memoryGb: number, compute: number, units: number];

const CEDAR: Row[] = [
  // Eco costs the account 5 dollars a month however many dynos use it.
  ["Eco", 5, 0.5, 1, 0.28],
  ["Basic", 7, 0.5, 1, 0.28],
  ["Standard-1X", 25, 0.5, 1, 1],
  ["Standard-2X", 50, 1, 2, 2],
  ["Performance-M", 250, 2.5, 2, 8],
  ["Performance-L", 500, 14, 8, 16],
  ["Performance-L-RAM", 500, 30, 4, 16],
  ["Performance-XL", 750, 62, 8, 24],
  ["Performance-2XL", 1500, 126, 16, 48],
];

const PRIVATE: Row[] = [
  ["Private-S", 225, 1, 2, 8],
  ["Private-M", 450, 2.5, 2, 16],
  ["Private-L", 900, 14, 8, 32],
  ["Private-L-RAM", 500, 30, 4, 20],
  ["Private-XL", 750, 62, 8, 30],
  ["Private-2XL", 1500, 126, 16, 60],
  ["Shield-S", 270, 1, 2, 9.6],
  ["Shield-M", 540, 2.5, 2, 19.2],
  ["Shield-L", 1080, 14, 8, 38.4],
  ["Shield-L-RAM", 600, 30, 4, 24],
  ["Shield-XL", 900, 62, 8, 36],
  ["Shield-2XL", 1800, 126, 16, 72],
];

const FIR: Row[] = [
  ["dyno-1c-0.5gb", 25, 0.5, 1, 1],
  ["dyno-2c-1gb", 50, 1, 2, 2],
  ["dyno-1c-4gb", 80, 4, 1, 3.2],
  ["dyno-1c-8gb", 100, 8, 1, 4],
  ["dyno-2c-4gb", 150, 4, 2, 6],
  ["dyno-2c-8gb", 160, 8, 2, 6.4],
  ["dyno-2c-16gb", 250, 16, 2, 10],
  ["dyno-4c-8gb", 300, 8, 4, 12],
  ["dyno-4c-16gb", 320, 16, 4, 12.8],
  ["dyno-4c-32gb", 500, 32, 4, 20],
  ["dyno-8c-16gb", 600, 16, 8, 24],
  ["dyno-8c-32gb", 640, 32, 8, 25.6],
  ["dyno-8c-64gb", 750, 64, 8, 30],
  ["dyno-16c-32gb", 1200, 32, 16, 48],
  ["dyno-16c-64gb", 1000, 64, 16, 40],
  ["dyno-16c-128gb", 1500, 128, 16, 60],
  ["dyno-32c-64gb", 2400, 64, 32, 96],
];

const SHARED = new Set(["Eco", "Basic", "Standard-1X", "Standard-2X", "dyno-1c-0.5gb", "dyno-2c-1gb"]);

export const dynoSizes: readonly DynoSize[] = [
  ...CEDAR.map((row) => dynoSize(row, generations.cedar, false)),
  ...PRIVATE.map((row) => dynoSize(row, generations.cedar, true)),
  ...FIR.map((row) => dynoSize(row, generations.fir, true)),
];

function dynoSize([name, dollars, memory, compute, units]: Row, generation: Generation, inSpace: boolean): DynoSize {
  return {
    id: uuidOf(`dyno-size:${name}`),
    name,
    architecture: "amd64",
    compute,
    cost: { cents: dollars * 100, unit: "month" },
    dedicated: !SHARED.has(name),
    generation,
    memory,
    precise_dyno_units: units,
    private_space_only: inSpace,
  };
}

/** By name in any case, or by id. */
export function findDynoSize(identity: string): DynoSize | undefined {
  const wanted = identity.toLowerCase();
  return dynoSizes.find((size) => size.name.toLowerCase() === wanted || size.id === wanted);
}

export function tierOf(size: DynoSize): Tier {
  if (size.generation.name === "fir") return "fir";
  const [family] = size.name.toLowerCase().split("-");
  if (family === "eco" || family === "basic" || family === "private" || family === "shield") return family;
  return "production";
}

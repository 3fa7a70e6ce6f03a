import { uuidOf } from "../ids.ts";

/**
 * Regions as of 2025-11; https://devcenter.heroku.com/articles/regions. Verified: names, countries and cities.
 * (unverified): ids and times.
 */
export interface Region {
  id: string;
  name: string;
  country: string;
  description: string;
  locale: string;
  private_capable: boolean;
  provider: { name: "amazon-web-services"; region: string };
  created_at: string;
  updated_at: string;
}

type Row = [name: string, country: string, locale: string, provider: string, privateCapable: boolean];

const ROWS: Row[] = [
  ["us", "United States", "Virginia", "us-east-1", false],
  ["eu", "Ireland", "Dublin", "eu-west-1", false],
  ["dublin", "Ireland", "Dublin", "eu-west-1", true],
  ["frankfurt", "Germany", "Frankfurt", "eu-central-1", true],
  ["london", "United Kingdom", "London", "eu-west-2", true],
  ["montreal", "Canada", "Montreal", "ca-central-1", true],
  ["mumbai", "India", "Mumbai", "ap-south-1", true],
  ["oregon", "United States", "Oregon", "us-west-2", true],
  ["singapore", "Singapore", "Singapore", "ap-southeast-1", true],
  ["sydney", "Australia", "Sydney", "ap-southeast-2", true],
  ["tokyo", "Japan", "Tokyo", "ap-northeast-1", true],
  ["virginia", "United States", "Virginia", "us-east-1", true],
];

/** Outside Private Spaces an app runs in one of these; the first is the default. */
export const COMMON_RUNTIME = ["us", "eu"];

export const regions: readonly Region[] = ROWS.map(([name, country, locale, provider, privateCapable]) => ({
  id: uuidOf(`region:${name}`),
  name,
  country,
  description: `${locale}, ${country}`,
  locale,
  private_capable: privateCapable,
  provider: { name: "amazon-web-services", region: provider },
  created_at: "2013-04-24T00:00:00Z",
  updated_at: "2013-04-24T00:00:00Z",
}));

export function findRegion(identity: string): Region | undefined {
  return regions.find((region) => region.name === identity || region.id === identity);
}

import type { HerokuAppArgs } from "@consumer-notebook/heroku-components";

/** What may differ from app to app; what is left out is as in index.ts. */
type Shop = { web?: number; size?: string } & Pick<HerokuAppArgs, "region" | "vars" | "addOns" | "domains">;

/** One app a line. */
export const shops: Record<string, Shop> = {
  berlin: { region: "eu", domains: ["berlin.shops.example.com"] },
  boston: { web: 2, size: "standard-1x", addOns: { cache: { plan: "memcachier:100" } } },
  lisbon: { region: "eu", vars: { CLOSED_ON: "sunday" } },
};

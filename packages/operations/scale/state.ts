import { ToolchainError } from "@consumer-notebook/toolchain";
import { z } from "zod";
import type { Wanted } from "./order.ts";

const Formation = z.object({
  type: z.literal("heroku:index:Formation"),
  urn: z.string(),
  outputs: z.object({
    processes: z.record(z.string(), z.object({ quantity: z.number().optional(), size: z.string() })),
    monthlyCents: z.number(),
  }),
});

/** What runs, as the state of a stack has it. */
export interface Running {
  urn: string;
  processes: Record<string, { quantity?: number | undefined; size: string }>;
  /** Price of a month in whole cents. */
  monthlyCents: number;
}

const Exported = z.object({ deployment: z.object({ resources: z.array(z.unknown()).default([]) }) });

/** The formation that has these process types, in what `pulumi stack export` says. */
export function formationIn(exported: string, stack: string, wanted: Wanted[]): Running {
  const { resources } = Exported.parse(JSON.parse(exported)).deployment;
  const all = resources.flatMap((resource) => Formation.safeParse(resource).data ?? []);
  const found = all.find(({ outputs }) => wanted.every(({ type }) => type in outputs.processes));
  if (found) return { urn: found.urn, ...found.outputs };
  const types = wanted.map(({ type }) => type).join(" and ");
  throw new ToolchainError(`Stack ${stack} runs no ${types} yet. Bring it up first: npx pulumi up --stack ${stack}`);
}

/** `worker=50 (standard-1x)` */
export const formationText = ({ processes }: Running, wanted: Wanted[]): string =>
  wanted.map(({ type }) => `${type}=${processes[type]?.quantity} (${processes[type]?.size})`).join(", ");

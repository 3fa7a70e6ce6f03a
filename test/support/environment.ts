import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { vi } from "vitest";
import { type Declared, declaredBy } from "./declared.ts";
import { configOf, stackFile } from "./stack-files.ts";

/** What staging offers to production. */
const OFFERED = { appId: "<App site of staging>", pipelineId: "<Pipeline pipeline of staging>" };

/** What a stack file of this repository makes `index.ts` declare, and the outputs of the stack. */
export async function environment(stack: string): Promise<{ declared: Map<string, Declared>; outputs: Outputs }> {
  const { config, secretKeys, env } = stackFile(stack, configOf(stack));
  vi.stubEnv("HEROKU_API_URL", env.HEROKU_API_URL);
  vi.stubEnv("PULUMI_CONFIG_SECRET_KEYS", JSON.stringify(secretKeys));
  vi.resetModules();
  const call = () => ({ outputs: OFFERED, secretOutputNames: [] });
  const program = async () => {
    setAllConfig(config, [...secretKeys]);
    return (await import("../../index.ts")) as Outputs;
  };
  const { declared, result } = await declaredBy(program, { stack, call });
  return { declared, outputs: result };
}

type Outputs = typeof import("../../index.ts");

import { Config } from "@pulumi/pulumi/config.js";
import type { Output } from "@pulumi/pulumi/output.js";
import { z } from "zod";

const Process = z.strictObject({ quantity: z.int().min(0).max(100), size: z.string() });

const Settings = z.strictObject({
  app: z.strictObject({
    name: z.string(),
    region: z.string().default("us"),
    stack: z.string().default("heroku-24"),
    buildpacks: z.array(z.string()).default(["heroku/python"]),
  }),
  formation: z.strictObject({ web: Process, worker: Process }),
  vars: z.record(z.string(), z.string()),
  secretVars: z.array(z.string()),
});

/** What a stack file says. */
export function readSettings() {
  const config = new Config();
  const settings = Settings.parse(
    Object.fromEntries(Object.keys(Settings.shape).map((key) => [key, config.requireObject(key)])),
  );
  const secretVars: Record<string, Output<string>> = Object.fromEntries(
    settings.secretVars.map((key) => [key, config.requireSecret(key)]),
  );
  return { ...settings, secretVars };
}

import { enableCompileCache } from "node:module";

enableCompileCache();
const { dayOf } = await import("../exceptions.ts");
const { policyFile, readPolicies, WrongPolicyFile } = await import("../policy-file.ts");
const { serve } = await import("./pack.ts");

/** An engine that was killed cannot say goodbye. */
const engine = process.ppid;
const LOOK_EVERY_MS = 500;
setInterval(() => {
  if (process.ppid !== engine) process.exit();
}, LOOK_EVERY_MS).unref();

try {
  const stack = process.env.PULUMI_STACK;
  if (!stack) throw new WrongPolicyFile("PULUMI_STACK is not set: let Pulumi start this (--policy-pack)", []);
  serve(readPolicies(policyFile(process.cwd(), process.env)).of(stack), dayOf(new Date()));
} catch (error) {
  if (!(error instanceof WrongPolicyFile)) throw error;
  console.error(error.message);
  process.exit(1);
}

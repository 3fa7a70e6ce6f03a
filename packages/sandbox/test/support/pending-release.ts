import type { TestSandbox } from "./client.ts";
import { deployTo } from "./deploy.ts";

export interface Release {
  status: string;
  current: boolean;
  updated_at: string;
}

/** An app whose v3 is pending, because its code has a release command. */
export async function withPendingRelease<T extends TestSandbox>(test: T): Promise<T> {
  await test.heroku.post("/apps", { name: "notebook" });
  deployTo(test.sandbox, "notebook", { web: "run", release: "migrate" });
  return test;
}

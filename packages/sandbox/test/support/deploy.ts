import type { Sandbox } from "../../index.ts";
import { apps } from "../../model/app.ts";
import { deploy } from "../../model/release.ts";

/** Gives the app code with these process types, as a build would. */
export function deployTo(sandbox: Sandbox, name: string, processTypes: Record<string, string>) {
  return sandbox.transact((platform) => {
    const app = apps(platform).find({ name });
    if (!app) throw new Error(`there is no app ${name}`);
    return deploy(platform, app, { description: "Deploy 0123abcd", process_types: processTypes, size: 1024 });
  });
}

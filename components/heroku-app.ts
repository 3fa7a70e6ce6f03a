import { App, ConfigVars, Formation } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi/resource.js";

export interface HerokuAppArgs {
  name: string;
  region?: string;
  stack?: string;
  buildpacks?: string[];
  vars?: Record<string, Input<string>>;
  secretVars?: Record<string, Input<string>>;
  formation: Record<string, { quantity: number; size: string }>;
}

/** An app on Heroku with what belongs to it. */
export class HerokuApp extends ComponentResource {
  /** UUID of the app. */
  readonly appId: Output<string>;
  /** Address that people reach the app at. */
  readonly webUrl: Output<string>;

  constructor(name: string, args: HerokuAppArgs, options?: ComponentResourceOptions) {
    super("consumer-notebook:index:HerokuApp", name, {}, options);
    const { region, stack, buildpacks, vars, secretVars } = args;
    const app = new App(name, { name: args.name, region, stack, buildpacks }, { parent: this });
    const inApp = { parent: this, deletedWith: app };
    const config = new ConfigVars(name, { app: app.id, vars, secretVars }, inApp);
    new Formation(name, { app: app.id, processes: args.formation }, { ...inApp, dependsOn: [config] });
    this.appId = app.id;
    this.webUrl = app.webUrl;
    this.registerOutputs({ appId: this.appId, webUrl: this.webUrl });
  }
}

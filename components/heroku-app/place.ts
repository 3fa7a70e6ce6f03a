import type { Output } from "@pulumi/pulumi/output.js";
import type { CustomResourceOptions } from "@pulumi/pulumi/resource.js";

/** What every part of an app needs to know: whose part it is, and how its name begins. */
export interface Place {
  /** Name of the component; the names of its parts begin with it, so that two apps in one stack don't clash. */
  name: string;
  /** UUID of the app. */
  app: Output<string>;
  /**
   * The component as parent. Not `deletedWith` the app: the engine would forget every part before it asks Heroku to
   * delete the app, and lose them all where Heroku refuses.
   */
  options: CustomResourceOptions;
}

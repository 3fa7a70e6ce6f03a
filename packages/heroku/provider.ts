import type { Input } from "@pulumi/pulumi/output.js";
import { ProviderResource, type ResourceOptions } from "@pulumi/pulumi/resource.js";

/** Configuration of an explicit provider. */
export interface ProviderArgs {
  /**
   * Environment variable that holds the API key, for a second account. The key itself is no input: it is never stored.
   * `HEROKU_API_KEY` by default.
   */
  keyVariable?: Input<string>;
}

/**
 * A provider of one's own, for resources of a second Heroku account.
 * https://www.pulumi.com/docs/iac/concepts/resources/providers/
 *
 * @example
 * const other = new Provider("other", { keyVariable: "OTHER_HEROKU_API_KEY" });
 * new App("theirs", { name: "example-of-another-account" }, { provider: other });
 */
export class Provider extends ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options?: ResourceOptions) {
    super("heroku", name, { ...args }, options);
  }
}

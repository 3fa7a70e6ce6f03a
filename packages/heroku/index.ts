// The public SDK: a class for each resource, a function for each look-up. Only small parts of Pulumi are imported.

export * from "./checks.ts";
export { App } from "./resources/app.ts";
export { ConfigVars } from "./resources/config-vars.ts";
export { Formation } from "./resources/formation.ts";

// The public SDK: a class for each resource, a function for each look-up. Only small parts of Pulumi are imported, and
// no definition: what checks values by them stands in `checks.ts`.

export { holdsData, isEssential } from "./add-ons/plan-name.ts";
export { endpointOf } from "./client/endpoint.ts";
export type { ProcessArgs } from "./formation/process.ts";
export * from "./generated/sdk.ts";
export { Provider, type ProviderArgs } from "./provider.ts";

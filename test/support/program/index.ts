import { readFileSync } from "node:fs";
import * as heroku from "@pulumi/heroku";
import type { Inputs } from "@pulumi/pulumi/output.js";
import { ComponentResource, type CustomResource, type Resource } from "@pulumi/pulumi/resource.js";
import type { Line } from "../program.ts";

// Copied beside `resources.json`, which `declare` of `program.ts` writes; the import of a type is gone when it runs.

const classes = heroku as unknown as Record<string, Constructor>;
const made: Record<string, Resource> = {};

for (const { type, name, args = {}, parent, provider, dependsOn, aliases, options: plain } of JSON.parse(
  readFileSync("resources.json", "utf8"),
) as Line[]) {
  const known = (key: string | undefined) => key && made[key];
  const options = { ...plain, parent: known(parent), provider: known(provider), dependsOn: known(dependsOn), aliases };
  made[name] =
    type === "Component"
      ? new ComponentResource("test:index:Group", name, {}, options as object)
      : new (classes[type] as Constructor)(name, resolved(args) as Inputs, options as object);
}

type Constructor = new (name: string, args: Inputs, options: object) => CustomResource;

/** `@app` is the id of the resource that is called so. */
function resolved(value: unknown): unknown {
  if (typeof value === "string") {
    return value.startsWith("@") ? (made[value.slice(1)] as CustomResource).id : value;
  }
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item)]));
}

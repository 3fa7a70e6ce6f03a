import { token } from "../define/token.ts";
import { VERSION } from "../rpc/service.ts";
import type { Documented, Field, Model } from "./model.ts";
import { type NamedTypes, type ObjectSpec, presentIn, propertiesOf, requiredIn } from "./types.ts";

/** The Pulumi package schema, as the engine and `pulumi package get-schema` show it. */
export function packageSchema({ nouns, provider }: Model): string {
  const types: NamedTypes = {};
  const all = nouns.flatMap(({ documented }) => documented);
  const resources = all.filter(({ definition }) => definition.kind !== "look-up");
  const functions = all.filter(({ definition }) => definition.kind === "look-up");
  const variables = propertiesOf(provider.config, "Config", types);
  const schema = {
    $comment: "Made by `npm run generate`; do not edit.",
    name: "heroku",
    displayName: "Heroku",
    version: VERSION,
    description: "A native Pulumi provider for Heroku: apps, and everything that belongs to them.",
    keywords: ["pulumi", "heroku", "category/cloud", "kind/native"],
    license: "Apache-2.0",
    meta: { moduleFormat: "(.*)" },
    config: { variables },
    provider: { description: provider.doc.description, inputProperties: variables },
    types,
    resources: byToken(resources, (each) => resourceSpec(each, types)),
    functions: byToken(functions, (each) => functionSpec(each, types)),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function byToken<Spec>(documented: Documented[], spec: (each: Documented) => Spec): Record<string, Spec> {
  return Object.fromEntries(documented.map((each) => [token(each.definition.type), spec(each)]));
}

function resourceSpec({ definition, doc, inputs, outputs }: Documented, types: NamedTypes) {
  const state = [...inputs, ...outputs];
  return {
    description: `${doc.description}\n\n${doc.page}`,
    inputProperties: propertiesOf(inputs, definition.type, types),
    requiredInputs: requiredIn(inputs),
    properties: propertiesOf(state, definition.type, types),
    required: presentIn(state),
  };
}

function functionSpec({ definition, doc, inputs, outputs }: Documented, types: NamedTypes) {
  const owner = definition.type.charAt(0).toUpperCase() + definition.type.slice(1);
  const bag = (fields: Field[], required: string[]): ObjectSpec => ({
    type: "object",
    properties: propertiesOf(fields, owner, types),
    required,
  });
  return {
    description: `${doc.description}\n\n${doc.page}`,
    inputs: bag(inputs, requiredIn(inputs)),
    outputs: bag(outputs, presentIn(outputs)),
  };
}

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { allResources } from "../../definitions.ts";
import { idInputs } from "../support/id-inputs.ts";

interface Schema {
  resources: Record<string, { inputProperties: Record<string, { description?: string; type?: string }> }>;
}
const schemaFile = new URL("../../generated/schema.json", import.meta.url);
const { resources } = JSON.parse(await readFile(schemaFile, "utf8")) as Schema;

/** Inputs that name an object by a name that is kept as it is declared, or by an id that is none of Heroku's objects. */
const NAMED_SO = [
  "App.space",
  "ReviewAppConfig.target",
  "Domain.sniEndpoint",
  "OauthClient.name",
  "PeeringAccepter.pcxId",
  "IdentityProvider.entityId",
];
/** What inputs are called that name an object: a new one of them is an id, or stands above with a reason. */
const NAMES_AN_OBJECT = /^(app|addOn|pipeline|space|slug|image|follow|remote|target|owner|sniEndpoint|\w+Id)$/;

const definitions = await allResources();

describe("inputs that name an object of Heroku's by its id", () => {
  test.each(definitions.map((each) => [each.type, each] as const))("%s", (type, definition) => {
    const described = Object.entries(resources[`heroku:index:${type}`]?.inputProperties ?? {});
    const saysUuid = described.filter(([, { description }]) => /^UUID of/.test(description ?? "")).map(([key]) => key);
    const isNamed = (key: string) => NAMES_AN_OBJECT.test(key) && !NAMED_SO.includes(`${type}.${key}`);
    const named = described.map(([key]) => key).filter(isNamed);
    const ids = idInputs(definition).toSorted();
    expect(ids).toEqual(expect.arrayContaining(saysUuid));
    expect(ids).toEqual(expect.arrayContaining(named));
    expect(saysUuid).toEqual(expect.arrayContaining(ids));
    for (const key of ids) expect(resources[`heroku:index:${type}`]?.inputProperties[key]?.type).toBe("string");
  });
});

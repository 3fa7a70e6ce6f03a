import { expect, test } from "vitest";
import { resources } from "../../heroku/generated/registry.ts";
import { SHARED, twoNames } from "../two-names.ts";

const urn = (name: string) => `urn:pulumi:dev::p::heroku:index:X::${name}`;
const resource = (type: string, name: string, id: string, outputs = {}) => ({
  urn: urn(name),
  type: `heroku:index:${type}`,
  id,
  outputs,
});
const of = (...resources: object[]) => twoNames({ deployment: { resources: resources as never } });

test("two names of one object are found, each pair once", () => {
  const one = resource("Domain", "one", "app/www.example.com");
  const other = resource("Domain", "other", "app/www.example.com");
  expect(of(one, other)).toEqual([[urn("one"), urn("other")]]);
  const config = (name: string, ...keys: string[]) =>
    resource("ConfigVars", name, "app", { vars: Object.fromEntries(keys.map((key) => [key, "1"])) });
  expect(of(config("one", "A", "B", "C"), config("other", "B", "C"))).toEqual([[urn("one"), urn("other")]]);
});

test("what only looks alike is not: other keys of one app, other types, other providers, components", () => {
  const config = (name: string, vars: object, secretVars = {}) =>
    resource("ConfigVars", name, "app", { vars, secretVars });
  expect(
    of(
      config("one", { A: "1" }, { S: "1" }),
      config("other", { B: "1" }),
      resource("Formation", "dynos", "app", { processes: { web: {} } }),
      resource("AutomaticCertificates", "certificates", "app"),
      { urn: urn("x"), type: "aws:s3:Bucket", id: "app" },
      { urn: urn("y"), type: "aws:s3:Bucket", id: "app" },
      { urn: urn("group"), type: "test:index:Group" },
    ),
  ).toEqual([]);
});

test("the maps whose keys are shared are those of the provider's definitions", async () => {
  const definitions = await Promise.all(
    Object.entries(resources).map(async ([type, load]) => [type, await load()] as const),
  );
  const shared = definitions.flatMap(([type, definition]) => {
    const keysIn = definition.kind === "thing" ? definition.claims.keysIn : undefined;
    return keysIn ? [[type, keysIn] as const] : [];
  });
  expect(Object.fromEntries(shared)).toEqual(SHARED);
});

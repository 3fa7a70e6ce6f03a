import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { needsOf, opening } from "../../generate/example.ts";
import { readModel } from "../../generate/model.ts";
import * as sdk from "../../index.ts";
import { complaints } from "../support/complaints.ts";

const examplePath = (name: string) => fileURLToPath(new URL(`./example-${name}.ts`, import.meta.url));

/** The example as a program: with what it imports, and the resources that it supposes to be there. */
function programText(example: string): string {
  const needs = needsOf(example, Object.keys(sdk));
  const types = [...new Set(needs.supposed.values())].filter((type) => !needs.heroku.includes(type));
  const supposed = [...needs.supposed].map(([name, type]) => `declare const ${name}: ${type};\n`);
  return [opening({ ...needs, heroku: [...needs.heroku, ...types] }), ...supposed, example, "\nexport {};\n"].join("");
}

describe("every example compiles", async () => {
  const { nouns, provider } = await readModel();
  const examples = nouns.flatMap(({ documented }) =>
    documented.map(({ definition, doc }): [string, string] => [definition.type, doc.example]),
  );
  examples.push(["Provider", provider.doc.example]);
  let said: Map<string, string[]>;
  beforeAll(() => {
    said = complaints(new Map(examples.map(([type, example]) => [examplePath(type), programText(example)])));
  });

  test.each(examples)("%s", (type) => {
    expect(said.get(examplePath(type))).toEqual([]);
  });
});

test("an example with an input that is not there does not compile", () => {
  const path = examplePath("wrong");
  const said = complaints(new Map([[path, programText('new App("web", { name: "x", regoin: "eu" });')]]));
  expect(said.get(path)).toEqual([expect.stringContaining("regoin")]);
});

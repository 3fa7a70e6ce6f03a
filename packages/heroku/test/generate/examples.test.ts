import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { needsOf, opening } from "../../generate/example.ts";
import { readModel } from "../../generate/model.ts";
import * as sdk from "../../index.ts";

const TSCONFIG = fileURLToPath(new URL("../../../../tsconfig.json", import.meta.url));
const examplePath = (name: string) => fileURLToPath(new URL(`./example-${name}.ts`, import.meta.url));

/** The example as a program: with what it imports, and the resources that it supposes to be there. */
function programText(example: string): string {
  const needs = needsOf(example, Object.keys(sdk));
  const types = [...new Set(needs.supposed.values())].filter((type) => !needs.heroku.includes(type));
  const supposed = [...needs.supposed].map(([name, type]) => `declare const ${name}: ${type};\n`);
  return [opening({ ...needs, heroku: [...needs.heroku, ...types] }), ...supposed, example, "\nexport {};\n"].join("");
}

/** What TypeScript says of files that exist only here; none of them is read from disk or written to it. */
function complaints(texts: Map<string, string>): Map<string, string[]> {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, TSCONFIG);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return new Map(
    [...texts.keys()].map((path) => [
      path,
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(path))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ]),
  );
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

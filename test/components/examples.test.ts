import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";

const TSCONFIG = fileURLToPath(new URL("../../tsconfig.json", import.meta.url));
const pathOf = (name: string) => fileURLToPath(new URL(`./example-${name}`, import.meta.url));

const OPENING = `
import { HerokuApp } from "../../components/heroku-app.ts";
import { Pipeline } from "../../components/pipeline.ts";
`;

/** The code after `@example` in the doc comment of a component's class. */
function exampleIn(file: string): string {
  const text = readFileSync(new URL(`../../components/${file}`, import.meta.url), "utf8");
  const [, comment] = /@example\n(.*?)\n \*\/\nexport class/s.exec(text) ?? [];
  if (!comment) throw new Error(`components/${file} has no example`);
  return comment.replace(/^ \* ?/gm, "");
}

const WRONG = 'new Pipeline("line", { nmae: "example" });';

const PROGRAMS = new Map([
  [pathOf("heroku-app.ts"), exampleIn("heroku-app.ts")],
  [pathOf("pipeline.ts"), `declare const app: HerokuApp;\n${exampleIn("pipeline.ts")}`],
  [pathOf("wrong.ts"), `${WRONG}\nexport {};`],
]);

/** What TypeScript says of programs that exist only here. */
function complaints(): Map<string, string[]> {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, TSCONFIG);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, version) => {
    const text = PROGRAMS.get(path);
    return text === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, OPENING + text, version);
  };
  const program = ts.createProgram([...PROGRAMS.keys()], options, host);
  const about = (path: string) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  const said = ({ messageText }: ts.Diagnostic) => ts.flattenDiagnosticMessageText(messageText, "\n");
  return new Map([...PROGRAMS.keys()].map((path) => [path, about(path).map(said)]));
}

let found: Map<string, string[]>;
beforeAll(() => {
  found = complaints();
});

test.each(["heroku-app.ts", "pipeline.ts"])("the example in %s compiles", (file) => {
  expect(found.get(pathOf(file))).toEqual([]);
});

test("an example with an argument that is not there does not", () => {
  expect(found.get(pathOf("wrong.ts"))).toEqual([expect.stringContaining("nmae")]);
});

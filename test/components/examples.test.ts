import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { complaints } from "../../packages/heroku/test/support/complaints.ts";

const COMPONENTS = fileURLToPath(new URL("../../components/", import.meta.url));

/** The `@example` of each component in its doc comment. */
const examples = readdirSync(COMPONENTS)
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => {
    const [, example] = /@example\n([\s\S]*?)\n \*\/\nexport class/.exec(readFileSync(COMPONENTS + name, "utf8")) ?? [];
    return example === undefined ? [] : [[name, example.replaceAll(/^ \* ?/gm, "")] as const];
  });

const program = (example: string) =>
  `import { HerokuApp } from "../../components/heroku-app.ts";\nimport { Pipeline } from "../../components/pipeline.ts";\n${example}\nexport type Used = [HerokuApp, Pipeline];\n`;

const checked = (example: string) => {
  const path = fileURLToPath(new URL("./example.ts", import.meta.url));
  return complaints(new Map([[path, program(example)]])).get(path);
};

test("HerokuApp and Pipeline have an example", () => {
  expect(examples.map(([name]) => name)).toEqual(["heroku-app.ts", "pipeline.ts"]);
});

test.each(examples)("the example of %s compiles", (_name, example) => {
  expect(checked(example)).toEqual([]);
});

test("an example with an argument that is not there does not compile", () => {
  expect(checked('new HerokuApp("shop", { name: "shop", formation: {}, domain: ["shop.example.com"] });')).toHaveLength(
    1,
  );
});

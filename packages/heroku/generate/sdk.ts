import { token } from "../define/token.ts";
import type { Documented, Model } from "./model.ts";

const HEAD = "// Made by `npm run generate` from the definitions; do not edit.\n";

/** The public SDK: of the definitions it has types, texts and names only, so that a program loads none of them. */
export function sdkSource({ nouns }: Model): string {
  const all = nouns.flatMap(({ documented }) => documented);
  const shapes = "type LookUpOf, type LookUpOutputOf, type ResourceClass";
  const helpers = `import { ${shapes}, lookUp, lookUpOutput, resourceClass } from "../define/sdk.ts";`;
  const types = all.map(({ name, file }) => `import type { ${name} } from "../${file}";`).sort(byPath);
  return `${HEAD}${[helpers, ...types].join("\n")}\n\n${all.map(exported).join("\n\n")}\n`;
}

/** What the SDK exports that examples may name. */
export const namesOfSdk = ({ nouns }: Model): string[] => [
  "Provider",
  ...nouns.flatMap(({ documented }) =>
    documented.flatMap((each) =>
      isLookUp(each) ? [each.definition.type, `${each.definition.type}Output`] : [each.definition.type],
    ),
  ),
];

/** How to load a definition by its token: a command seldom needs more than a few of them. */
export function registrySource({ nouns }: Model): string {
  const all = nouns.flatMap(({ documented }) => documented);
  const map = (title: string, name: string, kind: string, of: Documented[]) =>
    `/** ${title} */\nexport const ${name}: Record<string, () => Promise<${kind}>> = {\n${of.map(loader).join("\n")}\n};\n`;
  return [
    `${HEAD}import type { AnyLookUp, AnyResource } from "../define/definition.ts";\n`,
    map(
      "Every resource of the provider.",
      "resources",
      "AnyResource",
      all.filter((each) => !isLookUp(each)),
    ),
    map("Every look-up of the provider.", "lookUps", "AnyLookUp", all.filter(isLookUp)),
  ].join("\n");
}

const isLookUp = ({ definition }: Documented) => definition.kind === "look-up";

const byPath = (a: string, b: string) => (pathOf(a) < pathOf(b) ? -1 : 1);
const pathOf = (line: string) => line.slice(line.indexOf(" from "));

const loader = ({ definition, name, file }: Documented) =>
  `  "${token(definition.type)}": async () => (await import("../${file}")).${name},`;

/** Annotated, so that declaration files name the definition's type instead of repeating it without its fields' texts. */
function exported(each: Documented): string {
  const { definition, doc, name, inputs, outputs } = each;
  const { type } = definition;
  if (isLookUp(each))
    return [
      `${doc.comment}\nexport const ${type}: LookUpOf<typeof ${name}> = lookUp("${type}");\n`,
      `/** \`${type}\` with arguments that may be outputs. */`,
      `export const ${type}Output: LookUpOutputOf<typeof ${name}> = lookUpOutput("${type}");`,
    ].join("\n");
  const fields = [...inputs, ...outputs].map((field) => `  "${field.name}",`).join("\n");
  return [
    `const ${type}Class: ResourceClass<typeof ${name}> = resourceClass("${type}", [\n${fields}\n]);\n`,
    doc.comment,
    `export class ${type} extends ${type}Class {}`,
  ].join("\n");
}

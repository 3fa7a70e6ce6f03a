import ts from "typescript";

/** What an example may use beside what it declares itself. */
const PULUMI = ["interpolate", "output", "secret"];

export interface Needs {
  /** Names that it takes from `@pulumi/heroku` and from `@pulumi/pulumi`. */
  heroku: string[];
  pulumi: string[];
  /** Resources that it supposes to be there, by the name of the variable: `app` is an `App`. */
  supposed: Map<string, string>;
}

/** What an example needs around it to be a program. `sdk` names all that `@pulumi/heroku` exports. */
export function needsOf(example: string, sdk: string[]): Needs {
  const { used, declared } = identifiers(example);
  const free = [...used].filter((name) => !declared.has(name)).sort();
  const heroku = free.filter((name) => sdk.includes(name));
  const pulumi = free.filter((name) => PULUMI.includes(name));
  const supposed = new Map(
    free.flatMap((name) => {
      const type = sdk.find((each) => isClass(each) && each.toLowerCase() === name.toLowerCase());
      return type && !heroku.includes(name) ? [[name, type]] : [];
    }),
  );
  return { heroku, pulumi, supposed };
}

/** The lines that import what an example takes from packages. */
export function importLines({ heroku, pulumi }: Pick<Needs, "heroku" | "pulumi">): string {
  const line = (names: string[], from: string) =>
    names.length > 0 ? `import { ${names.join(", ")} } from "${from}";\n` : "";
  return line(heroku, "@pulumi/heroku") + line(pulumi, "@pulumi/pulumi");
}

const isClass = (name: string) => /^[A-Z]/.test(name);

function identifiers(example: string): { used: Set<string>; declared: Set<string> } {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
      for (const name of names(node.name)) declared.add(name);
    } else if (ts.isIdentifier(node) && !isKey(node)) used.add(node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile("example.ts", example, ts.ScriptTarget.ESNext, true));
  return { used, declared };
}

/** Whether an identifier is a property's name, and so names nothing that is in scope. */
const isKey = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;

const names = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? names(element.name) : []));

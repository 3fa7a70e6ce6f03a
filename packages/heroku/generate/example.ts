import ts from "typescript";

/** What an example may take from Pulumi. */
const PULUMI = ["Config", "interpolate", "output", "secret"];

/** Resources that examples suppose to be there, beside those named as their class is: `app` is an `App`. */
const SUPPOSED: Record<string, string> = { cache: "AddOn", database: "AddOn", staging: "App", production: "App" };

export interface Needs {
  /** Names that it takes from `@pulumi/heroku` and from `@pulumi/pulumi`. */
  heroku: string[];
  pulumi: string[];
  /** Whether it reads settings of the stack, as `config`. */
  config: boolean;
  /** Resources that it supposes to be there, with their class, by the name of the variable. */
  supposed: Map<string, string>;
}

/** What an example needs around it to be a program. `sdk` names all that `@pulumi/heroku` exports. */
export function needsOf(example: string, sdk: string[]): Needs {
  const { used, declared } = identifiers(example);
  const free = [...used].filter((name) => !declared.has(name)).sort();
  const heroku = free.filter((name) => sdk.includes(name));
  const config = free.includes("config");
  const pulumi = [...(config ? ["Config"] : []), ...free.filter((name) => PULUMI.includes(name))];
  const others = free.filter((name) => !heroku.includes(name));
  const supposed = others.flatMap((name): [string, string][] => {
    const type = SUPPOSED[name] ?? sdk.find((each) => isClass(each) && each.toLowerCase() === name.toLowerCase());
    return type ? [[name, type]] : [];
  });
  return { heroku, pulumi, config, supposed: new Map(supposed) };
}

/** The lines before an example: what it takes from packages, and the stack's settings where it reads them. */
export function opening({ heroku, pulumi, config }: Pick<Needs, "heroku" | "pulumi" | "config">): string {
  const line = (names: string[], from: string) =>
    names.length > 0 ? `import { ${names.join(", ")} } from "${from}";\n` : "";
  const settings = config ? "\nconst config = new Config();\n" : "";
  return line(heroku, "@pulumi/heroku") + line(pulumi, "@pulumi/pulumi") + settings;
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

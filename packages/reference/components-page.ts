import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { madeFrom, table } from "./table.ts";

type Member = ts.PropertySignature | ts.PropertyDeclaration;

const LINKED: Record<string, string> = { ProcessArgs: "reference/formation.md" };

/** The components that a module exports, with their arguments, their outputs, and the types that these are made of. */
export function componentsPage(module: URL, tsconfig: URL): string {
  const program = programOf(fileURLToPath(module), fileURLToPath(tsconfig));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(fileURLToPath(module));
  const exported = source && checker.getSymbolAtLocation(source);
  const all = (exported ? checker.getExportsOfModule(exported) : []).map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  );
  const classes = all.flatMap(({ valueDeclaration: found }) =>
    found && ts.isClassDeclaration(found) && extendsComponent(found) ? [found] : [],
  );
  const parts = new Map<string, ts.InterfaceDeclaration>();
  const known = classes.map(({ name }) => name?.text ?? "");
  const sections = classes.map((each) => component(each, known, checker, parts));
  return [
    madeFrom("components"),
    "# Components",
    "What `index.ts` is made of, for programs of your own too: they come as a package with `npm run pack`",
    "([how](../packages/heroku/README.md)). An `Input` is a value, or the output of another resource; an `Output` is known once it is up.",
    "",
    ...sections,
    "## Parts",
    "What arguments are made of.",
    "",
    ...[...parts.values()].map((part) => partSection(part, checker)),
  ].join("\n");
}

function programOf(file: string, tsconfig: string): ts.Program {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  return ts.createProgram([file], ts.convertCompilerOptionsFromJson(config.compilerOptions, tsconfig).options);
}

const extendsComponent = ({ heritageClauses = [] }: { heritageClauses?: readonly ts.HeritageClause[] }): boolean =>
  heritageClauses.some(({ types }) => types.some(({ expression }) => expression.getText() === "ComponentResource"));

function component(
  each: ts.ClassDeclaration,
  known: string[],
  checker: ts.TypeChecker,
  parts: Map<string, ts.InterfaceDeclaration>,
): string {
  const name = each.name?.text ?? "";
  const making = each.members.find(ts.isConstructorDeclaration);
  const args = interfaceOf(making?.parameters[1]?.type, checker);
  if (!each.name || !args) throw new Error(`${name}: no second argument of the constructor that is an interface`);
  const symbol = checker.getSymbolAtLocation(each.name);
  const [text = "", page] = textOf(symbol, checker).split(/\n(?=https:)/);
  const example = ts.displayPartsToString(symbol?.getJsDocTags(checker).find((tag) => tag.name === "example")?.text);
  const used = known.filter((component) => example.includes(`new ${component}(`));
  collect(args, checker, parts);
  const outputs = each.members.filter(ts.isPropertyDeclaration);
  return [
    `## ${name}`,
    oneLine(text),
    "",
    ...(page ? [`[Heroku's page about it](${page.trim()})`, ""] : []),
    "```ts",
    `import { ${used.join(", ")} } from "@consumer-notebook/heroku-components";\n`,
    example.trim(),
    "```",
    "",
    table(
      ["Argument", "Type", "What it is"],
      args.members.filter(ts.isPropertySignature).map((member) => row(member, checker)),
    ),
    "",
    table(
      ["Output", "Type", "What it is"],
      outputs.map((member) => row(member, checker)),
    ),
    "",
  ].join("\n");
}

function partSection(part: ts.InterfaceDeclaration, checker: ts.TypeChecker): string {
  const members = part.members.filter(ts.isPropertySignature).map((member) => row(member, checker));
  const text = oneLine(textOf(checker.getSymbolAtLocation(part.name), checker));
  return [`### ${part.name.text}`, text, "", table(["Part", "Type", "What it is"], members), ""].join("\n");
}

function row(member: Member, checker: ts.TypeChecker): string[] {
  const name = member.name.getText();
  const text = oneLine(textOf(checker.getSymbolAtLocation(member.name), checker));
  if (text === "") throw new Error(`${basename(member.getSourceFile().fileName)}: ${name} has no text`);
  const linked = text.replace(/ (https:\/\/\S+)$/, " ([Heroku's page]($1))");
  return [`\`${name}${member.questionToken ? "?" : ""}\``, typeText(member, checker), linked];
}

/** The type as it is written, with what its aliases stand for; what has a part or a page of its own leads there. */
function typeText({ type }: Member, checker: ts.TypeChecker): string {
  let written = oneLine(type?.getText() ?? "");
  const leads: string[] = [];
  for (const name of namedIn(type)) {
    const alias = aliasOf(name, checker);
    if (alias) written = written.replace(new RegExp(`\\b${name.text}\\b`), oneLine(alias.getText()));
    if (name.text in LINKED) leads.push(`[${name.text}](${LINKED[name.text]})`);
    else if (interfaceOf(name, checker)) leads.push(`[${name.text}](#${name.text.toLowerCase()})`);
  }
  return [`\`${written}\``, ...leads].join(": ");
}

/** What an alias of the components' own stands for. */
function aliasOf(name: ts.Identifier, checker: ts.TypeChecker): ts.TypeNode | undefined {
  let symbol = checker.getSymbolAtLocation(name);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const found = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  return found && isOwn(found) ? found.type : undefined;
}

const isOwn = (node: ts.Node) => node.getSourceFile().fileName.includes("/components/");

/** The interfaces of the components that a type is made of, and those that they are made of. */
function collect(
  of: ts.InterfaceDeclaration,
  checker: ts.TypeChecker,
  parts: Map<string, ts.InterfaceDeclaration>,
): void {
  for (const { type } of of.members.filter(ts.isPropertySignature))
    for (const name of namedIn(type)) {
      const found = interfaceOf(name, checker);
      if (!found || parts.has(name.text) || name.text in LINKED) continue;
      parts.set(name.text, found);
      collect(found, checker, parts);
    }
}

/** An interface of the components' own. */
function interfaceOf(node: ts.Node | undefined, checker: ts.TypeChecker): ts.InterfaceDeclaration | undefined {
  if (!node) return undefined;
  const declaration = checker.getTypeAtLocation(node).getSymbol()?.declarations?.find(ts.isInterfaceDeclaration);
  return declaration && isOwn(declaration) ? declaration : undefined;
}

function namedIn(node: ts.Node | undefined): ts.Identifier[] {
  if (!node) return [];
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName))
    return [node.typeName, ...(node.typeArguments ?? []).flatMap(namedIn)];
  return node.getChildren().flatMap(namedIn);
}

const textOf = (symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol?.getDocumentationComment(checker)).trim();

const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, " ");

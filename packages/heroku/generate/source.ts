import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What a class or function says of itself. */
export interface Doc {
  description: string;
  /** Address of Heroku's page about it. */
  page: string | undefined;
  /** Code of its `@example`. */
  example: string | undefined;
  /** The comment as it is written. */
  comment: string;
}

/** The sources as TypeScript sees them: where the text of everything public stands. */
export interface Source {
  /** The doc comment of an exported class, function or constant. */
  doc(file: URL, name: string): Doc;
  /** The type of what an exported schema, or one that lies under keys of an exported object, parses to. */
  parsedType(file: URL, name: string, ...keys: string[]): ts.Type;
  /** The property of a type, with its text. */
  field(type: ts.Type, key: string): { text: string; type: ts.Type };
  /** What a list or a map holds. */
  itemType(type: ts.Type, of: "list" | "map"): ts.Type;
}

const TSCONFIG = fileURLToPath(new URL("../../../tsconfig.json", import.meta.url));

export function openSource(files: URL[]): Source {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, TSCONFIG);
  const program = ts.createProgram(
    files.map((file) => fileURLToPath(file)),
    options,
  );
  const checker = program.getTypeChecker();

  const exported = (file: URL, name: string): ts.Symbol => {
    const source = program.getSourceFile(fileURLToPath(file));
    const module = source && checker.getSymbolAtLocation(source);
    const found = module && checker.getExportsOfModule(module).find((each) => each.name === name);
    if (!found) throw new Error(`${fileURLToPath(file)} exports no ${name}`);
    return found;
  };
  const property = (type: ts.Type, key: string): ts.Symbol => {
    const found = checker.getNonNullableType(type).getProperty(key);
    if (!found) throw new Error(`${checker.typeToString(type)} has no property ${key}`);
    return found;
  };
  const under = (type: ts.Type, key: string) => checker.getTypeOfSymbol(property(type, key));

  return {
    doc(file, name) {
      const symbol = exported(file, name);
      const example = symbol.getJsDocTags(checker).find((tag) => tag.name === "example");
      return {
        ...splitPage(textOf(symbol, checker)),
        example: example && ts.displayPartsToString(example.text).trim(),
        comment: commentOf(symbol),
      };
    },
    parsedType: (file, name, ...keys) =>
      [...keys, "_zod", "output"].reduce(under, checker.getTypeOfSymbol(exported(file, name))),
    field(type, key) {
      const symbol = property(type, key);
      return { text: oneLine(textOf(symbol, checker)), type: checker.getTypeOfSymbol(symbol) };
    },
    itemType(type, of) {
      const kind = of === "list" ? ts.IndexKind.Number : ts.IndexKind.String;
      const item = checker.getIndexTypeOfType(checker.getNonNullableType(type), kind);
      if (!item) throw new Error(`${checker.typeToString(type)} is not a ${of}`);
      return item;
    },
  };
}

function commentOf({ valueDeclaration: declaration }: ts.Symbol): string {
  const [comment] = declaration ? ts.getJSDocCommentsAndTags(declaration) : [];
  return comment?.getText() ?? "";
}

const textOf = (symbol: ts.Symbol, checker: ts.TypeChecker) =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ");

/** Paragraphs without their line breaks, and the page, which has a line of its own. */
function splitPage(text: string): { description: string; page: string | undefined } {
  const lines = text.split("\n");
  const isPage = (line: string) => /^https:\/\/\S+$/.test(line.trim());
  const paragraphs = lines.filter((line) => !isPage(line)).join("\n");
  return {
    description: paragraphs
      .split(/\n\s*\n/)
      .map((paragraph) => oneLine(paragraph.trim()))
      .join("\n\n"),
    page: lines.find(isPage)?.trim(),
  };
}

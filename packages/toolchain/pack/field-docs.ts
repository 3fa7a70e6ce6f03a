import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Texts of the fields of an object, by name. */
type Docs = Map<string, string>;

/**
 * Gives the fields of zod objects in declaration files the comments that they have in the source: the compiler writes their
 * types anew and drops them, and editors would show a field without its text.
 */
export function keepFieldDocs(source: string, stage: string): void {
  const written = globSync("**/*.d.ts", { cwd: stage }).map((path) => ({
    file: join(stage, path),
    own: docsIn(join(source, path.replace(/\.d\.ts$/, ".ts"))),
  }));
  const all = new Map(written.flatMap(({ own }) => [...own]));
  for (const { file, own } of written) addDocs(file, (keys) => own.get(keys) ?? all.get(keys));
}

const nameOf = (names: readonly string[]): string => [...names].sort().join(" ");

/** Of each object literal with comments, by the names of all of its properties. */
function docsIn(file: string): Map<string, Docs> {
  const found = new Map<string, Docs>();
  visit(parse(file), (node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    const fields = node.properties.filter(ts.isPropertyAssignment);
    const comments = fields.flatMap((field) => {
      const [comment] = ts.getJSDocCommentsAndTags(field);
      return comment ? [[field.name.getText(), comment.getText()] as const] : [];
    });
    if (comments.length > 0) found.set(nameOf(fields.map(({ name }) => name.getText())), new Map(comments));
  });
  return found;
}

/** Writes the comments before the fields of `z.ZodObject<{ … }>`. */
function addDocs(file: string, docsOf: (keys: string) => Docs | undefined): void {
  const parsed = parse(file);
  const insertions: { at: number; text: string }[] = [];
  visit(parsed, (node) => {
    if (!ts.isTypeLiteralNode(node) || !ts.isTypeReferenceNode(node.parent)) return;
    if (!node.parent.typeName.getText().endsWith("ZodObject")) return;
    const docs = docsOf(nameOf(node.members.map(({ name }) => name?.getText() ?? "")));
    for (const member of node.members) {
      const text = docs?.get(member.name?.getText() ?? "");
      if (text !== undefined) insertions.push({ at: member.getStart(), text: `${text}\n` });
    }
  });
  let text = readFileSync(file, "utf8");
  const fromTheEnd = insertions.toSorted((one, other) => other.at - one.at);
  for (const { at, text: comment } of fromTheEnd) text = text.slice(0, at) + comment + text.slice(at);
  writeFileSync(file, text);
}

const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

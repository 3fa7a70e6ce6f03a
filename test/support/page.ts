import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lexer, type Token, type Tokens, walkTokens } from "marked";

const ROOT = new URL("../../", import.meta.url);

/** A fenced block of a page. */
export interface Block {
  /** What stands behind the opening fence: nothing for commands. */
  language: string;
  /** The heading that it stands under. */
  heading: string;
  text: string;
}

/** A page in Markdown, by its path from the root on. */
export interface Page {
  path: string;
  headings: string[];
  blocks: Block[];
  /** Where its links and pictures lead. */
  links: string[];
  /** Its pieces of inline code. */
  inline: string[];
}

export function readPage(path: string): Page {
  const page: Page = { path, headings: [], blocks: [], links: [], inline: [] };
  walkTokens(lexer(readFileSync(fileURLToPath(new URL(path, ROOT)), "utf8")), (token) => {
    const { type, text = "", lang = "", href = "" } = token as Tokens.Generic;
    if (type === "heading") page.headings.push(plain(token));
    if (type === "code") page.blocks.push({ language: lang, heading: page.headings.at(-1) ?? "", text });
    if (type === "link" || type === "image") page.links.push(href);
    if (type === "codespan") page.inline.push(text);
  });
  return page;
}

/** The text that people see of a heading. */
const plain = (token: Token): string =>
  "tokens" in token && token.tokens ? token.tokens.map(plain).join("") : "text" in token ? token.text : "";

export const isCommands = ({ language }: Block): boolean => language === "" || language === "sh";

/**
 * The commands of a page, line by line; with a heading those right under it. A test that asks for them runs all of them:
 * test/meta/docs-blocks.test.ts counts on it.
 */
export const commandsOf = (path: string, heading?: string): string[] =>
  blocksUnder(path, heading)
    .filter(isCommands)
    .flatMap(({ text }) => text.split("\n"));

/** The blocks of another language right under a heading, such as what commands print (`text`). */
export const blocksOf = (path: string, heading: string, language: string): string[] =>
  blocksUnder(path, heading)
    .filter((block) => block.language === language)
    .map(({ text }) => text);

function blocksUnder(path: string, heading: string | undefined): Block[] {
  const { blocks, headings } = readPage(path);
  if (heading !== undefined && !headings.includes(heading)) throw new Error(`${path} has no heading "${heading}"`);
  return blocks.filter((block) => heading === undefined || block.heading === heading);
}

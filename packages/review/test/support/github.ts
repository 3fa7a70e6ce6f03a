import { execFile, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Browser, hasChromium, openBrowser, type Page, type Theme } from "../../../../test/support/browser.ts";

// A comment as GitHub shows it, as near as that goes without GitHub:
// - Markdown by cmark-gfm, GitHub's own parser, with the extensions and the hard line breaks of comments;
// - the allow-list of rehype-sanitize, which follows GitHub's, in place of GitHub's own (unverified);
// - mentions, links to issues and emoji are left out: nothing of ours may make any;
// - the styles of github-markdown-css, which are taken from GitHub's pages;
// - pictures by mermaid, its last two major versions, as GitHub does not say which one it has; in the page itself, where
//   GitHub has a frame for each, with buttons to zoom.

const INSTALL = fileURLToPath(new URL("../render/install.mjs", import.meta.url));
const IN_PAGE = fileURLToPath(new URL("../render/in-page.js", import.meta.url));
const tool = createRequire(INSTALL);
const execute = promisify(execFile);

/**
 * Where GitHub puts a comment: letters of 14 px; 16 px of the page, a line and 16 px of its own to each side; on a desktop
 * there are columns beside it. (unverified)
 */
const STYLE = `
  body { margin: 16px; background: Canvas; color-scheme: light dark }
  .markdown-body { box-sizing: border-box; max-width: 860px; margin: 0 auto; padding: 16px; border: 1px solid #8888; font-size: 14px }
  .picture { text-align: center }
`;

/** Debian's packages that this needs; without them there is nothing to look with. */
export const canShow = hasChromium && spawnSync("cmark-gfm", ["--version"]).status === 0;

const EXTENSIONS = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"];
const CMARK = ["--unsafe", "--hardbreaks", ...EXTENSIONS.flatMap((name) => ["--extension", name])];

/** Of mermaid. */
export const MAJORS = [11, 12] as const;
export type Major = (typeof MAJORS)[number];

export interface Table {
  columns: number;
  /** Columns that are seen as a whole, before anybody scrolls. */
  visible: number;
  /** Words that are broken in two. */
  broken: string[];
}

export interface Picture {
  error?: string;
  nodes: string[];
  /** Size of the letters as they are seen. */
  letters: number;
  /** The least contrast of letters with their box. */
  contrast: number;
  isSeen: boolean;
}

/** What is seen at a width; all sizes are in CSS pixels. */
export interface Seen {
  width: number;
  outside: number;
  sticksOut: string[];
  /** How far down each heading stands. */
  sections: { title: string; top: number }[];
  /** Lines of each headline. */
  headlines: number[];
  tables: Table[];
  pictures: Picture[];
  fences: string[];
  /** Names and values. */
  codes: string[];
  elements: string[];
  prose: string;
}

export interface GitHub {
  /** Shows a comment with its `<details>` as they are: closed. */
  show(markdown: string, theme?: Theme, mermaid?: Major): Promise<void>;
  /** Opens every `<details>` by a click. */
  open(): Promise<void>;
  at(width: number): Promise<Seen>;
  /** Addresses that a comment made the page ask for. */
  requests: string[];
  close(): Promise<void>;
}

export async function openGitHub(): Promise<GitHub> {
  // In a process of its own: for as long as it takes, vitest would hear nothing from this one.
  await execute(process.execPath, [INSTALL]);
  const html = await renderer();
  const browser = await openBrowser();
  const page = await blankPage(browser);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  return {
    requests,
    async show(markdown, theme = "light", mermaid = 12) {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate(`show(${JSON.stringify(await html(markdown))}, "${theme}", ${mermaid})`);
    },
    async open() {
      for (const summary of await page.locator("summary").all()) await summary.click();
    },
    async at(width) {
      await page.setViewportSize({ width, height: 844 });
      return page.evaluate<Seen>("measure()");
    },
    close: () => browser.close(),
  };
}

async function blankPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent(
    '<!doctype html><meta name="viewport" content="width=device-width"><article class="markdown-body"></article>',
  );
  await page.addStyleTag({ path: tool.resolve("github-markdown-css/github-markdown.css") });
  await page.addStyleTag({ content: STYLE });
  await page.addScriptTag({ path: IN_PAGE });
  for (const major of MAJORS) {
    await page.addScriptTag({ path: tool.resolve(`mermaid-${major}/dist/mermaid.min.js`) });
    await page.evaluate(`keepMermaid(${major})`);
  }
  return page;
}

/** Markdown to the HTML that GitHub lets through. */
async function renderer(): Promise<(markdown: string) => Promise<string>> {
  const imported = (name: string) => import(pathToFileURL(tool.resolve(name)).href);
  const [{ rehype }, { default: sanitize, defaultSchema }] = await Promise.all([
    imported("rehype"),
    imported("rehype-sanitize"),
  ]);
  const clean = rehype().data("settings", { fragment: true }).use(sanitize, defaultSchema);
  return async (markdown) => {
    const parsed = execute("cmark-gfm", CMARK);
    parsed.child.stdin?.end(markdown);
    return String(await clean.process((await parsed).stdout));
  };
}

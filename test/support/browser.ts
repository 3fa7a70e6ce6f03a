import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const INSTALL = fileURLToPath(new URL("browser/install.mjs", import.meta.url));
const tool = createRequire(INSTALL);

/** Debian's package; where it is missing there is nothing to look with. */
export const hasChromium = spawnSync("chromium", ["--version"]).status === 0;

export type Theme = "light" | "dark";

export interface Size {
  width: number;
  height: number;
}

/** What is used of playwright-core, whose own types are there only once it is installed. */
export interface Page {
  goto(url: string): Promise<{ status(): number } | null>;
  content(): Promise<string>;
  setContent(html: string): Promise<void>;
  addStyleTag(style: { path: string } | { content: string }): Promise<unknown>;
  addScriptTag(script: { path: string }): Promise<unknown>;
  setViewportSize(size: Size): Promise<void>;
  emulateMedia(media: { colorScheme: Theme }): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  on(event: "request", listener: (request: { url(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  locator(selector: string): Locator;
  keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  waitForURL(url: RegExp): Promise<void>;
  url(): string;
}

export interface Locator {
  all(): Promise<Locator[]>;
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  check(): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  innerText(): Promise<string>;
  waitFor(): Promise<void>;
}

export interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Browser {
  newContext(options?: { javaScriptEnabled?: boolean; viewport?: Size }): Promise<Context>;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Opens Chromium; what drives it is installed where its lock file says something new. */
export async function openBrowser(): Promise<Browser> {
  // In a process of its own: for as long as it takes, vitest would hear nothing from this one.
  await promisify(execFile)(process.execPath, [INSTALL]);
  return tool("playwright-core").chromium.launch({ executablePath: pathOf("chromium") });
}

/** What axe-core finds in a page of what keeps people out, without what is of little weight. */
export async function barriersIn(page: Page): Promise<string[]> {
  // As an expression and not as a script of the page, which may allow none but its own.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe());
  return page.evaluate<string[]>(`axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(": "))))`);
}

const axe = (): string => `${readFileSync(tool.resolve("axe-core/axe.min.js"), "utf8")}; undefined`;

const pathOf = (command: string): string =>
  spawnSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" }).stdout.trim();

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Browser,
  barriersIn,
  type Context,
  hasChromium,
  openBrowser,
  type Page,
} from "../../../test/support/browser.ts";
import { createSandbox, type Sandbox } from "../index.ts";
import { fill, sender } from "./support/page-world.ts";

const MINUTE_MS = 60_000;
const WIDTHS_PX = [320, 768, 1280];
const SIZE = { width: 1280, height: 900 };
const THEMES = ["light", "dark"] as const;
const PAGE = "/_sandbox/page";
const PATHS = [
  "/",
  `${PAGE}/apps/notebook`,
  `${PAGE}/apps/hostile`,
  `${PAGE}/pipelines`,
  `${PAGE}/activity`,
  `${PAGE}/requests`,
  `${PAGE}/faults`,
  `${PAGE}/nothing`,
];
const APPS = 100;
/** The best of some looks: other tests may be at work on this machine. */
const LOOKS = 3;
const MOST_MS = 1000;

describe.skipIf(!hasChromium)("the page in a browser", { timeout: MINUTE_MS }, () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let url: string;
  let page: Page;
  /** What the browser complains of: errors of the script, and what the page's own policy forbids. */
  let complaints: string[] = [];
  const contexts: Context[] = [];

  beforeAll(async () => {
    sandbox = createSandbox({ seed: 1, provisionMs: 50 });
    [browser, url] = await Promise.all([
      openBrowser(),
      sandbox.listen(0).then((port) => `http://127.0.0.1:${port}`),
      fill(sandbox),
    ]);
    page = await open();
  }, 5 * MINUTE_MS);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });
  beforeEach(async () => {
    complaints = [];
    await page.setViewportSize(SIZE);
  });
  /** All but the first, which every test uses again: a new one takes its time. */
  afterEach(async () => {
    for (const context of contexts.splice(1)) await context.close();
  });

  async function open(javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: SIZE });
    contexts.push(context);
    const opened = await context.newPage();
    opened.on("pageerror", (error) => complaints.push(error.message));
    opened.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    return opened;
  }

  it.each(PATHS)("%s keeps nobody out, light and dark, and never scrolls sideways", async (path) => {
    await page.goto(url + path);
    for (const width of WIDTHS_PX) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate("document.scrollingElement.scrollWidth - innerWidth")]).toEqual([width, 0]);
      if (width === 768) continue;
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        expect([width, colorScheme, await barriersIn(page)]).toEqual([width, colorScheme, []]);
      }
    }
    expect(await page.evaluate("document.title")).toMatch(/ · Heroku sandbox$/);
    expect(await page.evaluate("document.querySelectorAll('main :is(script, img, style)').length")).toBe(0);
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  });

  it("shows what happens while it happens, without being loaded again", async () => {
    await page.goto(`${url}/`);
    await page.evaluate("globalThis.isStillHere = true");
    const send = sender(sandbox, "key-of-a-third");
    await send("POST", "/apps", { name: "comes-later" });
    await page.locator(".feed li.new >> text=v1: Initial release").waitFor();
    await page.locator("#apps tbody >> text=comes-later").waitFor();
    await page.locator("#news >> text=new lines in the activity").waitFor();
    // One at a time for those who listen: the next sentence has to wait.
    const told = await page.locator("#news").innerText();
    await send("PATCH", "/apps/comes-later", { maintenance: true });
    await page.locator("#apps tbody >> text=maintenance").waitFor();
    expect(await page.locator("#news").innerText()).toBe(told);
    expect(await page.evaluate("globalThis.isStillHere")).toBe(true);
    expect(complaints).toEqual([]);
    await page.goto(`${url}${PAGE}/apps/comes-later`);
    await send("DELETE", "/apps/comes-later");
    await page.locator("h1 >> text=No such app").waitFor();
  });

  it("stands still while it is paused, and catches up", async () => {
    await page.goto(`${url}/`);
    await page.locator("#live >> text=Pause").click();
    const other = await open();
    await other.goto(`${url}/`);
    await sender(sandbox, "key-of-a-third")("POST", "/apps", { name: "comes-last" });
    await other.locator("#apps tbody >> text=comes-last").waitFor();
    expect(await page.locator("#apps tbody >> text=comes-last").count()).toBe(0);
    await page.locator("#live >> text=Go on").click();
    await page.locator("#apps tbody >> text=comes-last").waitFor();
  });

  it("leaves alone what somebody is at work in", async () => {
    const path = `${url}${PAGE}/faults`;
    await page.goto(path);
    await page.locator("text=Everything is slow").click();
    await page.locator("#armed >> text=struck 0 of 0").waitFor();
    await page.evaluate("document.querySelector('#armed button').focus()");
    const other = await open();
    await other.goto(path);
    await sandbox.fetch(`${url}/account`);
    await other.locator("#armed >> text=struck 1 of 1").waitFor();
    expect((await focused()).name).toBe("Clear");
    expect(await page.locator("#armed >> text=struck 0 of 0").count()).toBe(1);
    await page.locator("text=Clear all").click();
    await page.locator("#armed >> text=everything works").waitFor();
  });

  /** What has the focus, and whether one sees it. */
  const focused = () =>
    page.evaluate<{ name: string; isSeen: boolean }>(`(() => {
      const { activeElement: element } = document;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.id || element.name + "=" + element.value || element.textContent.trim();
      return { name: element.localName === "a" || element.localName === "button" ? element.textContent.trim() : name,
        isSeen: outlineStyle !== "none" && outlineWidth !== "0px" };
    })()`);

  it("sets a fault and clears it by the keyboard alone", async () => {
    await page.goto(`${url}${PAGE}/faults`);
    const tabTo = async (wanted: string): Promise<string[]> => {
      const passed: string[] = [];
      while (passed.at(-1) !== wanted) {
        await page.keyboard.press("Tab");
        const { name, isSeen } = await focused();
        passed.push(name);
        expect([name, isSeen]).toEqual([name, true]);
        if (passed.length > 60) throw new Error(`${wanted} is not among ${passed.join(", ")}`);
      }
      return passed;
    };
    expect(await tabTo("Skip to the content")).toHaveLength(1);
    await page.keyboard.press("Enter");
    const first = await tabTo("One POST of ten fails");
    expect(first).toHaveLength(1);
    await tabTo("path");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("^/account$");
    await tabTo("which=every");
    await tabTo("kind");
    await tabTo("status");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("502");
    await tabTo("Set this fault");
    await page.keyboard.press("Enter");
    await page.locator(".done >> text=The fault is set.").waitFor();
    await expect(sender(sandbox, "key-of-a-third")("GET", "/account")).rejects.toThrow("502");
    await tabTo("Clear");
    await page.keyboard.press("Enter");
    await page.locator(".done >> text=The fault is gone.").waitFor();
    await sender(sandbox, "key-of-a-third")("GET", "/account");
  });

  it("works without JavaScript", async () => {
    const plain = await open(false);
    await plain.goto(`${url}/`);
    expect(await plain.locator("#live:not([hidden])").count()).toBe(0);
    await plain.locator("#apps a >> text=notebook-staging").click();
    await plain.waitForURL(/apps\/notebook-staging$/);
    await plain.locator("nav a >> text=Faults").click();
    await plain.locator("#path").fill("(");
    await plain.locator("text=Set this fault").click();
    await plain.locator(".error >> text=The fault was not set").waitFor();
    await plain.locator("#path").fill("^/account$");
    await plain.locator("text=Set this fault").click();
    await plain.locator("#armed >> text=status 503").waitFor();
    await plain.locator("text=Clear all").click();
    await plain.locator("#armed >> text=everything works").waitFor();
    await plain.locator("nav a >> text=Requests").click();
    await plain.locator("#requests tbody tr").first().waitFor();
  });

  it(`shows ${APPS} apps without lag`, async () => {
    const send = sender(sandbox, "key-of-many");
    for (let number = 0; number < APPS; number++) {
      await send("POST", "/apps", { name: `many-${number}` });
      await send("POST", `/apps/many-${number}/addons`, { plan: "heroku-redis:mini" });
    }
    const looks: { answered: number; loaded: number }[] = [];
    for (let nth = 0; nth < LOOKS; nth++) {
      await page.goto(`${url}/?q=many-`);
      looks.push(
        await page.evaluate(`(() => {
          const [{ requestStart, responseEnd, loadEventEnd }] = performance.getEntriesByType("navigation");
          return { answered: responseEnd - requestStart, loaded: loadEventEnd };
        })()`),
      );
    }
    expect(await page.locator("#apps tbody tr").count()).toBe(APPS);
    const asked = (await (await sandbox.fetch(`${url}/_sandbox/requests`)).json()) as { path: string }[];
    expect(asked.filter(({ path }) => path === "/" || path.startsWith("/_sandbox") || path.includes("icon"))).toEqual(
      [],
    );
    expect(Math.min(...looks.map(({ answered }) => answered))).toBeLessThan(MOST_MS);
    expect(Math.min(...looks.map(({ loaded }) => loaded))).toBeLessThan(MOST_MS);
  });
});

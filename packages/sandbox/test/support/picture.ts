// Makes the README's picture of the sandbox's page: `npm start`, then
//   node_modules/.bin/node packages/sandbox/test/support/picture.ts docs/images/sandbox-page.png
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../../../../test/support/browser.ts";
import { createSandbox } from "../../index.ts";

const DATA = fileURLToPath(new URL("../../../../.sandbox/data", import.meta.url));
const SIZE = { width: 1180, height: 720 };

const [to] = process.argv.slice(2);
if (to === undefined) throw new Error("Name the file of the picture.");
const sandbox = createSandbox({ dataDir: DATA });
const port = await sandbox.listen(0);
const browser = await openBrowser();
try {
  const page = await (await browser.newContext({ viewport: SIZE })).newPage();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`http://127.0.0.1:${port}/`);
  mkdirSync(dirname(to), { recursive: true });
  await page.screenshot({ path: join(process.cwd(), to) });
} finally {
  await browser.close();
  await sandbox.close();
}

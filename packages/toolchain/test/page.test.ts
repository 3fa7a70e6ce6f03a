import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { joinSandbox } from "../shared-sandbox.ts";
import { folder } from "./support.ts";

const PAGE = fileURLToPath(new URL("../page.ts", import.meta.url));

test("npm run page shows the sandbox that other commands use meanwhile, and leaves it to them at its end", async () => {
  const place = folder();
  const program = `const { keepPage } = await import("${PAGE}"); await keepPage("${place}", console.log);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [, url = ""] = /for a browser: (http:\S+)\/$/.exec((await lines.next()).value ?? "") ?? [];
  const look = () => fetch(`${url}/`, { headers: { Accept: "text/html" } });
  expect(await (await look()).text()).toContain("<title>Apps · Heroku sandbox</title>");
  const other = await joinSandbox(place);
  expect(other.url).toBe(url);
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  expect((await look()).status).toBe(200);
  closeSync(other.hold);
  await expect.poll(() => look().catch(() => "gone")).toBe("gone");
});

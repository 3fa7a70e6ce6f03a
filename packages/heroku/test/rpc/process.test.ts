import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROVIDER = fileURLToPath(new URL("../../bin/pulumi-resource-heroku", import.meta.url));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("the provider prints its port first, and ends when whoever started it was killed", async () => {
  // The shell stands for the engine: it starts the provider, tells its process id, and is killed.
  const engine = spawn("sh", ["-c", '"$0" & echo "pid $!"; wait', PROVIDER], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  engine.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  await expect.poll(() => output, { timeout: 10_000 }).toMatch(/^pid \d+\n\d+\n$/);
  const pid = Number(/^pid (\d+)/.exec(output)?.[1]);
  expect(isAlive(pid)).toBe(true);
  engine.kill("SIGKILL");
  await once(engine, "exit");
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

test("of zod's sixty languages it loads English alone", async () => {
  const tell = `import { registerHooks } from "node:module";
    registerHooks({ load(url, context, next) {
      if (url.includes("/locales/")) console.error(url.split("/").at(-1));
      return next(url, context);
    } });`;
  const main = fileURLToPath(new URL("../../bin/main.ts", import.meta.url));
  const hook = `data:text/javascript,${encodeURIComponent(tell)}`;
  const provider = spawn(process.execPath, ["--import", hook, main], { stdio: ["ignore", "ignore", "pipe"] });
  let languages = "";
  provider.stderr.setEncoding("utf8").on("data", (text) => {
    languages += text;
  });
  await expect.poll(() => languages, { timeout: 10_000 }).toBe("en.js\n");
  // The others would come in the same turn; a moment more for a slow machine.
  await new Promise((resolve) => setTimeout(resolve, 300));
  provider.kill("SIGKILL");
  expect(languages).toBe("en.js\n");
});

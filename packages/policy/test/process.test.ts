import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PACK = fileURLToPath(new URL("..", import.meta.url));
const START = fileURLToPath(new URL("../bin/pulumi-analyzer-policy-node24", import.meta.url));
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("the pack prints its port and nothing else, and ends when whoever started it was killed", async () => {
  // The shell stands for the engine: it starts the pack, tells its process id, and is killed.
  const engine = spawn("sh", ["-c", '"$0" 127.0.0.1:1 . & echo "pid $!"; wait', START], {
    cwd: PACK,
    env: { ...process.env, PULUMI_STACK: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  engine.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  await expect.poll(() => output, { timeout: 15_000 }).toMatch(/^pid \d+\n\d+\n$/);
  const pid = Number(/^pid (\d+)/.exec(output)?.[1]);
  engine.kill("SIGKILL");
  await once(engine, "exit");
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

test.each([
  ["no stack", { PULUMI_STACK: "" }, /^PULUMI_STACK is not set: let Pulumi start this/],
  ["no policy file", { PULUMI_HEROKU_POLICY_FILE: "missing.yaml" }, /^missing\.yaml can't be read \(ENOENT\)/],
])("with %s it says what to do, without a stack trace, and ends with 1", async (_what, env, message) => {
  const child = spawn(START, ["127.0.0.1:1", "."], {
    cwd: PACK,
    env: { ...process.env, PULUMI_STACK: "production", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [status] = await once(child, "close");
  expect(said).toMatch(message);
  expect(said).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
});

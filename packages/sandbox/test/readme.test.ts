import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@consumer-notebook/toolchain";
import { expect, test } from "vitest";
import { commandsOf } from "../../../test/support/page.ts";
import { herokuCli } from "./support/heroku-cli.ts";

const PORT = "5117";

test("the README's commands, for the sandbox and for Heroku's CLI", { timeout: 5 * 60_000 }, async () => {
  const [serve, ...lines] = commandsOf("packages/sandbox/README.md", "Heroku sandbox");
  expect(serve).toBe(`npm run sandbox -- --port ${PORT} --data .sandbox/data`);
  const folder = mkdtempSync(join(tmpdir(), "sandbox-readme-"));
  const sandbox = await startSandbox({ data: join(folder, "data") });
  const cli = await herokuCli(sandbox.url, "not-used");
  try {
    const { port } = new URL(sandbox.url);
    const printed = lines.filter((line) => line.startsWith("# "));
    expect(sandbox.log()).toBe(printed.map((line) => `${line.slice(2).replace(PORT, port)}\n`).join(""));
    const script = join(folder, "then.sh");
    writeFileSync(script, `#!/bin/sh\nset -e\n${lines.join("\n").replaceAll(PORT, port)}\n`, { mode: 0o755 });
    expect(await cli.script(script)).toMatch(
      /Creating notebook\.\.\. done[\s\S]*GREETING: hello[\s\S]*Set GREETING config var/,
    );
  } finally {
    await cli.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
});

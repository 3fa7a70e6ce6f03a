import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createSandbox } from "../index.ts";
import { heldToSchema } from "./support/held-to-schema.ts";

const MODULE = fileURLToPath(new URL("go-client", import.meta.url));
const hasGo = spawnSync("go", ["version"]).status === 0;

/** The first time, Go fetches the client and compiles it. */
const MINUTE_MS = 60_000;

/** Builds and runs the program in `go-client/`. */
async function run(url: string): Promise<unknown> {
  const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly", HEROKU_API_URL: url, HEROKU_API_KEY: "go" };
  const { stdout } = await promisify(execFile)("go", ["run", "."], { cwd: MODULE, env });
  return JSON.parse(stdout);
}

describe.skipIf(!hasGo)("Heroku's own Go client", () => {
  it("finds what it knows from Heroku, page by page", { timeout: 5 * MINUTE_MS }, async () => {
    const violations: unknown[] = [];
    const sandbox = createSandbox({
      seed: 1,
      provisionMs: 50,
      limits: { appsPerAccount: 1000 },
      around: heldToSchema(violations),
    });
    try {
      const seen = await run(`http://127.0.0.1:${await sandbox.listen(0)}`);
      expect(violations).toEqual([]);
      expect(seen).toEqual({
        firstApp: "shop-001",
        pages: [200, 200, 50],
        apps: 450,
        lastNames: ["shop-450", "shop-449"],
        configVars: { S3_KEY: "one" },
        formation: { web: "2 Standard-1X", worker: "1 Standard-2X" },
        addOnStates: ["provisioning", "provisioned"],
        domain: "www.example.com",
        dnsTarget: expect.stringMatching(/\.herokudns\.com$/),
        releases: [
          expect.stringContaining("DATABASE_URL"),
          expect.stringMatching(/^Attach DATABASE/),
          "Deploy 01234567",
        ],
        refusal: { status: 422, id: "invalid_params", message: "Name is already taken" },
      });
    } finally {
      await sandbox.close();
    }
  });
});

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pulumiCli, type Sandbox, sandboxEnvironment, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goBuild, hasGo } from "../support/go.ts";

const MODULE = fileURLToPath(new URL("../support/yaml-host", import.meta.url));
const HOST = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
const BUILD_MS = 10 * 60_000;
const PROVIDER = fileURLToPath(new URL("../../packages/heroku/bin", import.meta.url));
const SECRET = "canary-of-yaml-5d10";

const PROGRAM = `name: elsewhere
runtime: yaml
plugins:
  providers:
    - name: heroku
      path: ${PROVIDER}
config:
  token:
    type: string
    secret: true
variables:
  europe:
    fn::invoke:
      function: heroku:getRegion
      arguments:
        name: eu
resources:
  web:
    type: heroku:App
    properties:
      name: example-yaml
      region: \${europe.name}
  config:
    type: heroku:ConfigVars
    properties:
      app: \${web.id}
      vars:
        GREETING: hello
      secretVars:
        TOKEN: \${token}
  redis:
    type: heroku:AddOn
    properties:
      app: \${web.id}
      plan: heroku-redis:mini
  code:
    type: heroku:Build
    properties:
      app: \${web.id}
      source: ./code
  dynos:
    type: heroku:Formation
    options:
      dependsOn:
        - \${code}
    properties:
      app: \${web.id}
      processes:
        web:
          quantity: 1
          size: basic
outputs:
  webUrl: \${web.webUrl}
  redisCents: \${redis.monthlyCents}
`;

describe.skipIf(!hasGo)("a program in Pulumi YAML", () => {
  const folder = mkdtempSync(join(tmpdir(), "yaml-"));
  let sandbox: Sandbox;
  let key: string;
  let host: Awaited<ReturnType<typeof goBuild>>;
  let pulumi: (...args: string[]) => Promise<string>;

  beforeAll(async () => {
    host = await goBuild(MODULE, HOST);
    sandbox = await startSandbox({ options: ["--provision-ms", "100"] });
    const { pulumi: cli, env: own } = await pulumiCli();
    const env: NodeJS.ProcessEnv = {
      ...own,
      ...sandboxEnvironment(folder, sandbox.url),
      PATH: `${host.folder}${delimiter}${own.PATH}`,
    };
    key = String(env.HEROKU_API_KEY);
    pulumi = async (...args) => {
      const ran = await promisify(execFile)(cli, ["--non-interactive", ...args], { cwd: folder, env });
      return ran.stdout + ran.stderr;
    };
    writeFileSync(join(folder, "Pulumi.yaml"), PROGRAM);
    mkdirSync(join(folder, "state"));
    mkdirSync(join(folder, "code"));
    writeFileSync(join(folder, "code/Procfile"), "web: python -m http.server $PORT\n");
    writeFileSync(join(folder, "code/requirements.txt"), "");
    await pulumi("stack", "init", "dev");
    await pulumi("config", "set", "--secret", "token", SECRET, "--stack", "dev");
  }, BUILD_MS);

  afterAll(async () => {
    await sandbox?.stop();
    host?.remove();
    rmSync(folder, { recursive: true });
  });

  test("drives the provider directly: preview, up, a preview without a change, a change, destroy", async () => {
    const preview = await pulumi("preview", "--stack", "dev", "--diff");
    expect(preview).toMatch(/region\s*: "eu"/);
    const up = await pulumi("up", "--stack", "dev", "--yes", "--skip-preview", "--diff");
    expect(up).toMatch(/redisCents\s*: 300/);
    expect(preview + up).not.toContain(SECRET);
    await pulumi("preview", "--stack", "dev", "--refresh", "--expect-no-changes");

    writeFileSync(join(folder, "Pulumi.yaml"), PROGRAM.replace("GREETING: hello", "GREETING: goodbye"));
    expect(await pulumi("preview", "--stack", "dev", "--diff")).toMatch(/GREETING\s*: "hello" => "goodbye"/);
    await pulumi("up", "--stack", "dev", "--yes", "--skip-preview");
    const answer = await fetch(`${sandbox.url}/apps/example-yaml/config-vars`, {
      headers: { accept: "application/vnd.heroku+json; version=3", authorization: `Bearer ${key}` },
    });
    expect(await answer.json()).toMatchObject({ GREETING: "goodbye", TOKEN: SECRET });
    expect(await pulumi("destroy", "--stack", "dev", "--yes", "--skip-preview")).toMatch(/- 6 deleted/);
  });

  test("a wrong value is told with its path", async () => {
    writeFileSync(join(folder, "Pulumi.yaml"), PROGRAM.replace("heroku-redis:mini", "heroku-redis:minni"));
    await expect(pulumi("preview", "--stack", "dev")).rejects.toMatchObject({
      stdout: expect.stringContaining('"heroku-redis:minni"'),
    });
  });
});

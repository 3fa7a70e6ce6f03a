import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { openProject, type Project, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { doctor } from "./support.ts";

const KEY = "canary-api-key-91c2";
const WAY = ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml", "package.json", "package-lock.json"];

let project: Project;
beforeAll(async () => {
  project = await openProject({ copied: WAY, key: KEY });
  for (const stack of ["staging", "production"])
    await project.ok("stack", "init", `organization/consumer-notebook/${stack}`);
}, 60_000);
afterAll(() => project.close());

/** Every file of the project with its size and when it was changed; Pulumi notes its own commands in `home`. */
const files = () =>
  readdirSync(project.folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !/^(node_modules|packages|components|home)\b/.test(name))
    .map((name) => {
      const { size, mtimeMs } = statSync(join(project.folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });

const edit = (file: string, from: string | RegExp, to: string) => {
  const path = join(project.folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return () => writeFileSync(path, before);
};

/** Listens, and says where. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("where all is well", () => {
  test("it says so, ends with 0, changes nothing, only reads, and tells no secret", async () => {
    const before = files();
    const { requests, result } = await project.counting(() => doctor(project.folder, project.env));
    expect(result.findings.filter(({ level, check }) => level !== "ok" && check !== "Generated files")).toEqual([]);
    expect(result.status).toBe(0);
    expect(result.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(["Key", "Rate limit", "Stacks"]));
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /account", "GET /apps"]);
    expect(files()).toEqual(before);
    const secrets = [KEY, project.env.PULUMI_CONFIG_PASSPHRASE, "placeholder"];
    for (const secret of secrets) expect(result.output).not.toContain(secret);
  });
});

describe("with much that is wrong at once", () => {
  let dead: string;
  let diagnosis: Awaited<ReturnType<typeof doctor>>;
  const backend = () => join(project.folder, ".pulumi");
  const lock = (name: string) => join(backend(), "locks/organization/consumer-notebook/staging", name);

  beforeAll(async () => {
    const server = createServer();
    dead = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const restore = [
      edit("Pulumi.staging.yaml", /quantity: 1/, "quantity: -1"),
      edit("Pulumi.production.yaml", /^config:/m, "environmnt: []\nconfig:"),
    ];
    writeFileSync(join(project.folder, "Pulumi.beta.yaml"), "config: {a: [canary-pasted\n");
    mkdirSync(lock(".."), { recursive: true });
    mkdirSync(join(lock(".")), { recursive: true });
    // No process has that number: Linux gives none above 4,194,304.
    const gone = { pid: 4_194_305, username: "op", hostname: hostname(), timestamp: "2026-11-01T00:00:00Z" };
    writeFileSync(lock("1.json"), JSON.stringify(gone));
    writeFileSync(lock("2.json"), JSON.stringify({ ...gone, pid: process.pid }));
    const stacks = join(backend(), "stacks/consumer-notebook");
    const production = readFileSync(join(stacks, "production.json"), "utf8");
    truncateSync(join(stacks, "production.json"));
    const pending = {
      checkpoint: {
        latest: {
          pending_operations: [{ type: "creating" }],
          resources: [{ type: "pulumi:providers:heroku", inputs: { endpoint: "heroku" } }],
        },
      },
    };
    writeFileSync(join(stacks, "old.json"), JSON.stringify(pending));
    const env = { ...project.env, HEROKU_API_URL: dead, PULUMI_CONFIG_PASSPHRASE: "canary-passphrase" };
    diagnosis = await doctor(project.folder, env);
    for (const undo of restore) undo();
    for (const name of ["1.json", "2.json"]) rmSync(lock(name));
    for (const name of ["old.json"]) rmSync(join(stacks, name));
    rmSync(join(project.folder, "Pulumi.beta.yaml"));
    writeFileSync(join(stacks, "production.json"), production);
  }, 60_000);

  test("it ends with 1, and tells no secret", () => {
    expect(diagnosis.status).toBe(1);
    expect(diagnosis.output).not.toMatch(/canary/);
  });

  test("it names a stack file that is no YAML, a wrong setting, and what no stack file holds", () => {
    expect(diagnosis.wrong("Stack files")).toEqual([
      expect.stringMatching(
        /^problem: Pulumi\.beta\.yaml is no YAML: .* \| mend it, or bring it back: git checkout Pulumi\.beta\.yaml$/,
      ),
      "problem: Pulumi.production.yaml: the file must NOT have additional properties (environmnt) | edit Pulumi.production.yaml",
      expect.stringMatching(
        /^problem: Pulumi\.staging\.yaml: consumer-notebook:formation\.web\.quantity: -1 is too small.* \| edit Pulumi\.staging\.yaml$/,
      ),
    ]);
  });

  test("it names an endpoint that does not answer", () => {
    expect(diagnosis.wrong("Heroku")).toEqual([
      `problem: ${dead} does not answer (ECONNREFUSED) | npm run sandbox -- --port ${new URL(dead).port} ` +
        "(and leave it running), or unset HEROKU_API_URL",
    ]);
  });

  test("it names stack files that the passphrase does not open", () => {
    expect(diagnosis.wrong("Passphrase")).toEqual(
      ["production", "staging"].map((stack) => expect.stringContaining(`problem: is not that of Pulumi.${stack}.yaml`)),
    );
  });

  test("it names environments without a stack, and stacks without an environment", () => {
    expect(diagnosis.wrong("Stacks")).toEqual([
      "warning: Pulumi.beta.yaml has no stack yet | npx pulumi stack init organization/consumer-notebook/beta",
      expect.stringContaining("warning: old has no stack file | "),
    ]);
  });

  test("it names what killed commands left in the state", () => {
    const file = join(backend(), "stacks/consumer-notebook/production.json");
    expect(diagnosis.wrong("State").toSorted()).toEqual([
      expect.stringContaining(
        "problem: old was made against the real Heroku, and HEROKU_API_URL leads to a sandbox | ",
      ),
      expect.stringMatching(RegExp(`^problem: production\\.json is half-written \\| (cp ${file}\\.bak|docs/)`)),
      "problem: staging is locked by a process (4194305) that is gone | npx pulumi cancel --stack staging --yes",
      expect.stringContaining(
        "warning: old has 1 pending operation, of a command that was killed | npx pulumi up --stack old",
      ),
      `warning: staging is locked by process ${process.pid} | wait until it has ended`,
    ]);
  });
});

describe("the key", () => {
  /** An API that tells of each key what it may do, as nothing but Heroku itself does. */
  const api = createServer((request, response) => {
    const key = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const forbidden = key === "identity" && request.url === "/apps";
    response.writeHead(forbidden ? 403 : 200, { "oauth-scope": key, "ratelimit-remaining": "12" }).end("{}");
  });
  let address: string;
  beforeAll(async () => {
    address = await listening(api);
  });
  afterAll(() => void api.close());
  const withKey = (key: string) =>
    doctor(project.folder, { ...project.env, HEROKU_API_URL: address, HEROKU_API_KEY: key });

  test("is refused by the sandbox", async () => {
    await project.control("PUT", "/faults", [
      { method: "GET", path: "^/account$", rate: 1, kind: "status", status: 401 },
    ]);
    const { wrong, status } = await doctor(project.folder, project.env);
    await project.control("PUT", "/faults", []);
    expect(wrong("Key")).toEqual([
      expect.stringMatching(/^problem: the one from HEROKU_API_KEY is refused \(401\) \| export/),
    ]);
    expect(status).toBe(1);
  });

  test("may only read, and few requests are left", async () => {
    const { wrong, status } = await withKey("read-protected");
    expect(wrong("Key")).toEqual([expect.stringContaining("may read only (scope read-protected): enough to preview")]);
    expect(wrong("Rate limit")).toEqual([expect.stringContaining("warning: 12 requests left")]);
    expect(status).toBe(0);
  });

  test("may not even read", async () => {
    const { wrong } = await withKey("identity");
    expect(wrong("Key")).toEqual([
      expect.stringContaining("can't read apps with their config vars (scope identity; GET /apps: 403)"),
    ]);
  });
});

test("with the real Heroku placeholders are refused, a key in ~/.netrc needs the endpoint named, and a backend answers", async () => {
  const netrc = join(project.folder, "netrc");
  writeFileSync(netrc, "machine\nmachine api.heroku.com login a@example.com password canary-netrc\n");
  appendFileSync(netrc, "machine");
  const { HEROKU_API_URL: _, HEROKU_API_KEY: __, ...env } = project.env;
  const { wrong, output } = await doctor(project.folder, {
    ...env,
    NETRC: netrc,
    PULUMI_BACKEND_URL: "postgres://op:canary-db@127.0.0.1:1/x?sslmode=disable",
  });
  rmSync(netrc);
  expect(wrong("Key")).toEqual([
    expect.stringContaining(" | export HEROKU_API_URL=https://api.heroku.com, as the key in "),
  ]);
  expect(wrong("Stack files")).toContain(
    "problem: Pulumi.staging.yaml: consumer-notebook:S3_KEY: the secret value is a placeholder, which Heroku itself must not get; " +
      "set it: npx pulumi config set --secret S3_KEY --stack staging | npx pulumi config set --secret S3_KEY --stack staging",
  );
  expect(wrong("Backend")).toEqual([
    expect.stringMatching(/^problem: postgres:\/\/127\.0\.0\.1:1\/x (can't be opened|does not answer)/),
  ]);
  expect(output).not.toMatch(/canary/);
});

test("a sandbox that somebody left running on the data of commands is named with its process", async () => {
  const data = join(project.folder, ".sandbox/data");
  const { HEROKU_API_URL: _, HEROKU_API_KEY: __, PULUMI_BACKEND_URL: ___, ...env } = project.env;
  const sandbox = await startSandbox({ data });
  const { wrong, findings } = await doctor(project.folder, env);
  await sandbox.stop();
  expect(wrong("Sandbox")).toEqual([
    expect.stringMatching(/^warning: process \d+ serves \.sandbox\/data .* \| kill \d+$/),
  ]);
  expect(findings).toContainEqual(expect.objectContaining({ check: "Backend", level: "ok" }));
});

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BACKENDS, type Backend, filesOf } from "../support/backends.ts";
import { follow as run } from "../support/follow.ts";
import { blocksOf, commandsOf } from "../support/page.ts";
import { newProject, type Project } from "../support/project.ts";

// docs/how-to/team-backend.md: its commands, part by part, as they stand there. The state goes from files to PostgreSQL (where
// it is installed), to S3 and back.

const CANARY = "canary-s3-secret-5d1c";
const STACK = "organization/consumer-notebook/staging";
const UP = ["up", "--stack", "staging", "--yes", "--skip-preview"];
const LONGEST_MS = 10 * 60_000;

type Kind = keyof typeof BACKENDS;
const KINDS = (Object.keys(BACKENDS) as Kind[]).filter((kind) => BACKENDS[kind].missing() === undefined);

let project: Project;
const backends = new Map<Kind, Backend>();

beforeAll(async () => {
  project = await newProject();
  for (const kind of KINDS) {
    const backend = await BACKENDS[kind].start();
    backends.set(kind, backend);
    Object.assign(project.env, backend.env);
  }
  await project.ok("stack", "init", STACK);
  await setSecret("S3_SECRET", CANARY);
  await project.ok(...UP);
}, LONGEST_MS);

afterAll(async () => {
  await project.close();
  for (const backend of backends.values()) await backend.close();
}, LONGEST_MS);

const follow = (commands: string[], input?: (command: string) => string) => run(project, commands, { input });

function checked({ status, output }: { status: number | null; output: string }): string {
  expect(status, output).toBe(0);
  return output;
}

const setSecret = async (key: string, value: string) =>
  checked(await project.pulumi(["config", "set", "--stack", "staging", "--secret", key], { input: value }));

interface Resource {
  urn: string;
  id?: string;
  protect?: boolean;
}

/** What a state holds; the same secret has another text each time that it is encrypted. */
async function resources(): Promise<Resource[]> {
  const { stdout } = await project.ok("stack", "export", "--stack", "staging");
  return JSON.parse(stdout, (key, value) => (key === "ciphertext" ? "" : value)).deployment.resources;
}

const inProject = (file: string) => readFileSync(join(project.folder, file), "utf8");
const salt = () => /^encryptionsalt: .*$/m.exec(inProject("Pulumi.staging.yaml"))?.[0];

/** Every text that a place holds. */
async function textsIn(kind: Kind | "file", folder: string): Promise<Map<string, string>> {
  return kind === "file" ? filesOf(folder) : ((await backends.get(kind)?.read("team")) ?? new Map());
}

for (const kind of [...(Object.keys(BACKENDS) as Kind[]), "file" as const]) {
  const missing = kind === "file" ? undefined : BACKENDS[kind].missing();
  test.skipIf(missing)(`Move the state: to ${kind}, with nothing lost`, { timeout: LONGEST_MS }, async () => {
    const folder = join(project.folder, "srv");
    mkdirSync(folder, { recursive: true });
    const from = project.env.PULUMI_BACKEND_URL as string;
    const to = kind === "file" ? `file://${folder}` : (backends.get(kind)?.url("team") as string);
    const before = { resources: await resources(), salt: salt() };
    const addresses = [to, from, to];
    const commands = commandsOf("docs/how-to/team-backend.md", "Move the state").map((command) =>
      command.startsWith("export ") ? `export PULUMI_BACKEND_URL='${addresses.shift()}'` : command,
    );
    await follow(commands);
    expect({ resources: await resources(), salt: salt() }).toEqual(before);
    expect(JSON.parse(inProject("staging-history.json"))).toHaveLength(
      from.startsWith(`file://${project.folder}`) ? 1 : 0,
    );
    const there = await textsIn(kind, folder);
    expect([...there.keys()]).toContain(".pulumi/stacks/consumer-notebook/staging.json");
    for (const text of [...there.values(), inProject("staging.json")]) expect(text).not.toContain(CANARY);
    const gone = await project.pulumi(["stack", "export", "--stack", "staging"], { env: { PULUMI_BACKEND_URL: from } });
    expect(gone.output).toMatch(/no stack named 'staging' found/);
    expect(inProject("Pulumi.staging.yaml")).toContain("secure:");
  });
}

/** The message of a lock, whoever holds it. */
const withoutDetails = (text: string) =>
  text.replaceAll(/\S+: created by \S+@\S+ \(pid \d+\) at \d{4}-\d\d-\d\dT\S+/g, "LOCK: created by SOMEBODY");

test("Two at once: what a killed command leaves names it, and is lifted", { timeout: LONGEST_MS }, async () => {
  project.set("staging", ["vars", "ALLOWED_HOSTS"], "other.example.com");
  await project.pulumi(UP, {
    watch: (output, kill) => {
      if (/updating \(|updating\.\.\./.test(output)) kill("SIGKILL");
    },
  });
  const refused = await project.pulumi(UP);
  const [shown = "?"] = blocksOf("docs/how-to/team-backend.md", "Two at once", "text");
  expect(withoutDetails(refused.output)).toContain(withoutDetails(shown));

  // A new passphrase is refused half-way: the stack file has it, the state has not.
  cpSync(join(project.folder, "Pulumi.staging.yaml"), join(project.folder, "committed.yaml"));
  const half = await project.pulumi(["stack", "change-secrets-provider", "passphrase", "--stack", "staging"], {
    input: "another\n",
  });
  expect(half.output).toMatch(/currently locked by 1 lock/);
  cpSync(join(project.folder, "committed.yaml"), join(project.folder, "Pulumi.staging.yaml"));

  await follow(commandsOf("docs/how-to/team-backend.md", "Two at once"));
  await project.ok(...UP);
  expect(await follow(commandsOf("docs/how-to/team-backend.md", "What was done"))).toMatch(
    /UpdateKind: update\nStatus: succeeded/,
  );
});

test(
  "Change the passphrase: state and stack file have the new one, placeholders are refused as before",
  async () => {
    const before = await resources();
    await follow(commandsOf("docs/how-to/team-backend.md", "Change the passphrase"), (command) =>
      command.includes("change-secrets-provider") ? "the new one, from the password manager\n" : "",
    );
    expect(await resources()).toEqual(before);
    const old = await project.pulumi(["preview", "--stack", "staging"], {
      env: { PULUMI_CONFIG_PASSPHRASE: "heroku-sandbox" },
    });
    expect(old.output).toMatch(/incorrect passphrase/);
    const real = { HEROKU_API_URL: "", HEROKU_API_KEY: "", HEROKU_NETRC: "off" };
    const refused = await project.pulumi(["preview", "--stack", "staging"], { env: real });
    expect(refused.output).toMatch(/S3_KEY: .*placeholder/);
    expect(refused.output).not.toMatch(/public passphrase/);
  },
  LONGEST_MS,
);

test("A lost passphrase: the stack goes on, and nothing is made or deleted", { timeout: LONGEST_MS }, async () => {
  const config = await project.api<Record<string, string>>("GET", "/apps/consumer-notebook-staging/config-vars");
  const [drain] = await project.api<{ url: string }[]>("GET", "/apps/consumer-notebook-staging/log-drains");
  const before = await resources();
  const { requests, result } = await project.counting(() =>
    follow(commandsOf("docs/how-to/team-backend.md", "A lost passphrase"), (command) => {
      const key = /config set .* (\w+)$/.exec(command)?.[1];
      return key ? (config[key] ?? drain?.url ?? "") : "";
    }),
  );
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(result).toMatch(/open\.json: the state without its \d+ secrets/);
  await project.ok("preview", "--stack", "staging", "--expect-no-changes", "--refresh");
  const ids = (list: Resource[]) => list.map(({ urn, id, protect }) => ({ urn, id, protect }));
  expect(ids(await resources())).toEqual(ids(before));
  expect(inProject("open.json")).not.toContain(CANARY);
  expect([...filesOf(join(project.folder, "srv")).values()].join()).not.toContain(CANARY);
  rmSync(join(project.folder, "open.json"));
  expect(existsSync(join(project.folder, "locked.json"))).toBe(true);
});

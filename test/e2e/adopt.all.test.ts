import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HerokuCli, herokuCli } from "../../packages/sandbox/test/support/heroku-cli.ts";
import { command } from "../support/command.ts";
import { commandsOf } from "../support/page.ts";
import { KEY, newProject, type Project } from "../support/project.ts";

const APP = "old-notebook";
const CANARY = "canary-secret-5c1e";

/** What the team's script of 2012 did, in today's commands. */
const BEFORE_THE_CODE = `
apps:create ${APP} --region eu --buildpack heroku/python --no-remote
config:set DJANGO_SETTINGS_MODULE=consumernotebook.settings.production DEBUG=0 S3_KEY=${CANARY} lower_case=${CANARY}
addons:create heroku-postgresql:standard-0 --wait
pg:credentials:create DATABASE --name readonly
pg:credentials:create DATABASE --name unattached
addons:attach ${APP}::DATABASE --as DATABASE_READONLY --credential readonly
addons:create heroku-redis:mini --as QUEUE --wait
addons:create memcachier:dev
addons:create papertrail:choklad
pg:backups:schedule DATABASE_URL --at 02:00
`;
const AFTER_THE_CODE = `
ps:scale web=2:standard-1x worker=1:standard-2x
domains:add old.consumernotebook.com
certs:auto:enable
features:enable preboot
labs:enable log-runtime-metrics
drains:add https://user:${CANARY}@logs.example.com/
pipelines:create old-line --stage production
`;

let project: Project;
let cli: HerokuCli;
let folder: string;

beforeAll(async () => {
  project = await newProject();
  cli = await herokuCli(project.address, KEY);
  folder = join(project.folder, "adopted", APP);
  await run(BEFORE_THE_CODE);
  // What a shell would hardly carry: line breaks, and nothing at all.
  await project.api("PATCH", `/apps/${APP}/config-vars`, { PEM: `-----\n${CANARY}\n-----\n`, EMPTY: "" });
  const { version } = await deploy({ web: "gunicorn", worker: "work", clock: "tick" });
  await deploy({ web: "gunicorn", worker: "work", newer: "fail" });
  await run(`rollback v${version}`);
  await run(AFTER_THE_CODE);
});

afterAll(async () => {
  await cli?.close();
  await project?.close();
});

async function deploy(process_types: Record<string, string>) {
  const { id } = await project.api("POST", `/apps/${APP}/slugs`, { process_types });
  return project.api("POST", `/apps/${APP}/releases`, { slug: id });
}

async function run(script: string): Promise<void> {
  for (const line of script.trim().split("\n")) {
    const words = line.split(" ");
    await cli.heroku(...words, ...(words[0] === "apps:create" ? [] : ["--app", APP]));
  }
}

const adopt = (...args: string[]) => command(project, "packages/adopt/bin/adopt.ts", ...args);

const pulumi = (...args: string[]) =>
  project.ok("-C", folder, ...args, ...(args[0] === "import" ? ["--generate-code=false"] : []));

const written = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

test("what a script made is adopted as the page says, and the first preview shows no change", async () => {
  const requestsToWrite = async () =>
    (await project.control<{ method: string }[]>("GET", "/requests")).filter(({ method }) => method !== "GET").length;
  const before = await requestsToWrite();
  const [begin = "", enter, ...then] = commandsOf("docs/how-to/adopt.md");
  const said = await adopt(...begin.replace("npm run adopt -- ", "").split(" "), "--into", folder);
  expect(enter).toBe(`cd adopted/${APP}`);
  const steps = then.map((command) => command.replace("npx pulumi ", "").split(" "));
  expect(steps.map(([step]) => step)).toEqual(["import", "preview"]);
  for (const step of steps) expect(said).toContain(`npx pulumi ${step.join(" ").replace(" --yes", "")}`);
  const [imports = [], preview = []] = steps;
  await pulumi(...imports);
  await pulumi(...preview, "--expect-no-changes");
  await pulumi(...preview, "--refresh", "--expect-no-changes");
  expect(await requestsToWrite()).toBe(before);
  const { DATABASE_READONLY_URL } = await project.api<Record<string, string>>("GET", `/apps/${APP}/config-vars`);
  const { password } = new URL(DATABASE_READONLY_URL ?? "");
  for (const text of [said, ...written(), project.state()])
    for (const secret of [CANARY, password]) expect(text).not.toContain(secret);
});

test("the state has everything that the script made, and an up changes nothing at Heroku", async () => {
  const { stdout } = await pulumi("stack", "export", "--stack", "production");
  const { deployment } = JSON.parse(stdout) as { deployment: { resources: { urn: string }[] } };
  const parts = deployment.resources.map(({ urn }) => urn.replace(/.*heroku:index:/, ""));
  expect(parts.filter((part) => !part.startsWith("urn:")).sort()).toEqual([
    "AddOn::app-database",
    "AddOn::app-memcachier",
    "AddOn::app-papertrail",
    "AddOn::app-queue",
    "AddOnAttachment::app-database-readonly",
    "App::app",
    "AppFeature::app-log-runtime-metrics",
    "AppFeature::app-preboot",
    "AutomaticCertificates::app",
    "ConfigVars::app",
    "Domain::app-old.consumernotebook.com",
    "Formation::app",
    "LogDrain::app-LOG_DRAIN_URL",
    "PipelineCoupling::app",
    "PostgresBackupSchedule::app-database",
    "PostgresCredential::app-database-readonly",
    "PostgresCredential::app-database-unattached",
  ]);
  const { requests } = await project.counting(() => pulumi("up", "--stack", "production", "--yes", "--skip-preview"));
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("from then on a line in the stack file is a change at Heroku", async () => {
  await pulumi("config", "set", "--stack", "production", "--path", "formation.worker.quantity", "2");
  await pulumi("up", "--stack", "production", "--yes", "--skip-preview");
  expect(await project.api("GET", `/apps/${APP}/formation/worker`)).toMatchObject({ quantity: 2 });
  expect(await project.api("GET", `/apps/${APP}/config-vars`)).toMatchObject({ S3_KEY: CANARY, lower_case: CANARY });
});

test("what can't be done is refused before anything is written", async () => {
  const elsewhere = join(project.folder, "adopted", "elsewhere");
  await expect(adopt("no-such-app", "--into", elsewhere)).rejects.toThrow(/There is no app "no-such-app"/);
  await expect(adopt(APP, "--into", elsewhere, "--plain", "DATABASE_URL")).rejects.toThrow(
    /--plain names DATABASE_URL: not a config var of old-notebook of its own\. It has DEBUG/,
  );
  await expect(adopt(APP, "--into", folder)).rejects.toThrow(/exists already; name another folder/);
  expect(existsSync(elsewhere)).toBe(false);
});

test("an adoption that fails half-way leaves nothing behind", async () => {
  const elsewhere = join(project.folder, "adopted", "elsewhere");
  await expect(adopt(APP, "--into", elsewhere)).rejects.toThrow(/stack init production/);
  expect(existsSync(elsewhere)).toBe(false);
});

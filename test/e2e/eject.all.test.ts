import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type HerokuCli, herokuCli } from "../../packages/sandbox/test/support/heroku-cli.ts";
import { command } from "../support/command.ts";
import { commandsOf } from "../support/page.ts";
import { KEY, newProject, type Project } from "../support/project.ts";

const APP = "consumer-notebook-staging";

const COMMAND = "python manage.py migrate";

/** What somebody who leaves sets: other values than the stack has, so that each can be told from the other. */
const SECRETS = {
  DJANGO_SECRET_KEY: "after leaving: $1 \"2\" '3'",
  S3_KEY: "after-leaving-key",
  S3_SECRET: "after-leaving-secret",
  LOG_DRAIN_URL: "https://user:after-leaving@logs.example.com/",
};

let project: Project;
let folder: string;
let empty: Sandbox;
let cli: HerokuCli;

beforeAll(async () => {
  project = await newProject();
  // What its stack file does not have by itself.
  project.set("staging", ["addOns", "database"], "heroku-postgresql:standard-0");
  project.set("staging", ["credentials"], {
    default: { rotation: "2026-11" },
    readonly: { attachment: "DATABASE_READONLY" },
  });
  project.set("staging", ["jobs"], { migrate: { command: COMMAND }, import: { command: "import", run: "2026-11" } });
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  empty = await startSandbox({ options: ["--provision-ms", "100"] });
  cli = await herokuCli(empty.url, KEY);
  folder = join(project.folder, "ejected", APP);
});

afterAll(async () => {
  await cli?.close();
  await empty?.stop();
  await project?.close();
});

type Api = <T>(path: string) => Promise<T>;

const inProject: Api = (path) => project.api("GET", path);
const inEmpty: Api = <T>(path: string) => call<T>("GET", path);

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${KEY}` };
  const answer = await fetch(empty.url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

interface Named {
  name: string;
}
interface AddOn {
  id: string;
  plan: Named;
  config_vars: string[];
}

/** An environment as Heroku tells it, without what is made anew each time. */
async function objects(see: Api) {
  const of = `/apps/${APP}`;
  const list = async <T>(path: string, told: (item: T) => unknown) =>
    (await see<T[]>(path)).map((item) => JSON.stringify(told(item))).sort();
  const { region, build_stack, maintenance, acm } = await see<Record<string, unknown>>(of);
  const addOns = await see<AddOn[]>(`${of}/addons`);
  const database = addOns.find(({ plan }) => plan.name.startsWith("heroku-postgresql"));
  const credentials = `/postgres/v0/databases/${database?.id}/credentials`;
  const { stage, pipeline } = await see<{ stage: string; pipeline: { id: string } }>(`${of}/pipeline-couplings`);
  return {
    app: [region, build_stack, maintenance, acm].map((value) => (value as Partial<Named>)?.name ?? value),
    buildpacks: await list<{ buildpack: Named }>(`${of}/buildpack-installations`, ({ buildpack }) => buildpack.name),
    configVars: Object.keys(await see<object>(`${of}/config-vars`)).sort(),
    addOns: addOns.map(({ plan, config_vars }) => `${plan.name} ${config_vars.toSorted()}`).sort(),
    backups: await list<{ name: string; hour: number; timezone: string }>(
      `/client/v11/databases/${database?.id}/transfer-schedules`,
      ({ name, hour, timezone }) => [name, Number(hour), timezone],
    ),
    credentials: await list<Named>(credentials, ({ name }) => name),
    attachments: await list<Named & { namespace: string | null }>(`${of}/addon-attachments`, ({ name, namespace }) => [
      name,
      namespace,
    ]),
    domains: await list<{ hostname: string; kind: string }>(`${of}/domains`, ({ hostname, kind }) =>
      kind === "custom" ? hostname : kind,
    ),
    features: await list<Named & { enabled: boolean }>(`${of}/features`, ({ name, enabled }) => [name, enabled]),
    drains: (await see<unknown[]>(`${of}/log-drains`)).length,
    formation: await list<{ type: string; quantity: number; dyno_size: Named; command: string }>(
      `${of}/formation`,
      ({ type, quantity, dyno_size, command: line }) => [type, quantity, dyno_size.name, line],
    ),
    pipeline: [(await see<Named>(`/pipelines/${pipeline.id}`)).name, stage],
  };
}

const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** By the page's command. */
function ejected(): Promise<string> {
  const words = commandsOf("docs/how-to/leave.md", "Leave").join(" ").replace("npm run eject -- ", "").split(" ");
  const where = ["--project", project.folder, "--into", join(project.folder, "ejected")];
  return command(project, "packages/eject/bin/eject.ts", ...words, ...where);
}

test("what it takes to leave is written as the page says, and no secret with it", async () => {
  const { requests, result: said } = await project.counting(ejected);
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(requests.filter(({ path }) => /config/.test(path))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(["compose.yaml", "create.sh", "env.example", "jobs.sh", "start.sh"]);
  const { stdout } = await project.ok("config", "--show-secrets", "--json", "--stack", "staging");
  const all = Object.values(JSON.parse(stdout) as Record<string, { value: string; secret: boolean }>);
  const inHeroku = Object.entries(await inProject<Record<string, string>>(`/apps/${APP}/config-vars`));
  const secrets = [
    ...all.filter(({ secret }) => secret).map(({ value }) => value),
    ...inHeroku.filter(([key]) => /URL|PASSWORD|DSN|LICENSE|TOKEN/.test(key)).map(([, value]) => value),
  ];
  expect(secrets.length).toBeGreaterThan(8);
  const written = [said, ...readdirSync(folder).map(read)].join("\n");
  for (const secret of secrets) expect(written.includes(secret)).toBe(false);
});

test("the scripts, run with Heroku's CLI where nothing is, make the same objects", async () => {
  await expect(cli.script(join(folder, "create.sh"), { ...SECRETS, S3_KEY: undefined })).rejects.toThrow(/S3_KEY/);
  expect(await inEmpty("/apps")).toEqual([]);
  expect(await cli.script(join(folder, "create.sh"), SECRETS)).toContain("Then run jobs.sh");
  const commands = (await inProject<{ type: string; command: string }[]>(`/apps/${APP}/formation`)).map(
    ({ type, command: line }) => [type, line],
  );
  const slug = { process_types: Object.fromEntries(commands) };
  const { id } = await call<{ id: string }>("POST", `/apps/${APP}/slugs`, slug);
  await call("POST", `/apps/${APP}/releases`, { slug: id });
  await cli.script(join(folder, "start.sh"));
  expect(await objects(inEmpty)).toEqual(await objects(inProject));
  expect((await objects(inEmpty)).attachments).toContain('["DATABASE_READONLY","credential:readonly"]');
  const { LOG_DRAIN_URL, ...vars } = SECRETS;
  expect(await inEmpty(`/apps/${APP}/config-vars`)).toMatchObject(vars);
  expect(await inEmpty(`/apps/${APP}/log-drains`)).toMatchObject([{ url: LOG_DRAIN_URL }]);
});

test("of the jobs the one for each release of new code is run, after a rollback too, whose code is named", async () => {
  const jobs = () => read("jobs.sh").match(/^.*heroku run .*$/gm);
  expect(jobs()).toEqual([
    `heroku run --exit-code --no-tty --app "$app" -- "${COMMAND}"`,
    '# Ran once, and is done: heroku run --exit-code --no-tty --app "$app" -- import',
  ]);
  const [{ version } = { version: 0 }] = (
    await inProject<{ version: number; slug: object | null }[]>(`/apps/${APP}/releases`)
  ).filter(({ slug }) => slug);
  project.set("staging", ["rollbackTo"], version);
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  rmSync(folder, { recursive: true });
  await ejected();
  expect(read("create.sh")).toContain(`Now bring the code of v${version} of ${APP}, which the stack went back to`);
  expect(jobs()).toHaveLength(2);
});

test("the Compose file has the processes of the Procfile, and the names of all config vars", async () => {
  const { services } = parse(read("compose.yaml")) as {
    services: Record<string, { image: string; command?: string[]; environment?: object }>;
  };
  expect(services.migrate?.command).toEqual([COMMAND]);
  const procfile = readFileSync(join(project.folder, "examples/site/Procfile"), "utf8");
  for (const [, type = "", line = ""] of procfile.matchAll(/^(\w+): *(.+)$/gm)) {
    expect(services[type]?.command).toEqual([line]);
    const names = Object.keys(await inProject<object>(`/apps/${APP}/config-vars`));
    expect(Object.keys(services[type]?.environment ?? {}).sort()).toEqual([...names, "PORT"].sort());
  }
  const images = Object.values(services).map(({ image }) => image);
  expect(images).toEqual(expect.arrayContaining(["postgres:17", "redis:7", "memcached:1", "mongo:7"]));
});

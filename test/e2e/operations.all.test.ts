import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import { follow as run } from "../support/follow.ts";
import { commandsOf } from "../support/page.ts";
import type { Project } from "../support/project.ts";

// Each page of docs/how-to that is about operations: its commands, as they stand there, and what they bring about.

let project: Project;
beforeAll(async () => {
  project = await deployedProject("both");
});
afterAll(() => project.close());

const follow = (commands: string[]) => run(project, commands);

const STAGING = "/apps/consumer-notebook-staging";
const PRODUCTION = "/apps/consumer-notebook";

interface Release {
  version: number;
  description: string;
  current: boolean;
  slug: { id: string } | null;
}

const current = async (app: string) =>
  (await project.api<Release[]>("GET", `${app}/releases`)).find((release) => release.current);

const slugOf = (app: string, version: number) => project.api<Release>("GET", `${app}/releases/${version}`);

/** What the code of a release of staging was built from, as a review calls it. */
async function sourceOf(version: number): Promise<string> {
  const { slug } = await slugOf(STAGING, version);
  const { commit } = await project.api<{ commit: string }>("GET", `${STAGING}/slugs/${slug?.id}`);
  return `source ${commit.slice(0, 8)}`;
}

test("promote", async () => {
  appendFileSync(join(project.folder, "examples/site/README.md"), "\nAnother version.\n");
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  const output = await follow(commandsOf("docs/how-to/promote.md"));
  expect(output).toMatch(/^21$/m);
  const [old, now] = [await sourceOf(20), await sourceOf(21)];
  expect(old).not.toBe(now);
  expect(output).toContain(`Runs v21 of consumer-notebook-staging (${now}) instead of v20 (${old}).`);
  expect(output).toContain(`\`version\`: \`20\` → \`21\`\n  - code: \`${old}\` → \`${now}\``);
  expect((await current(PRODUCTION))?.description).toMatch(/^Promote consumer-notebook-staging v21/);
  expect((await current(PRODUCTION))?.slug).toEqual((await slugOf(STAGING, 21)).slug);
});

test("roll-back", async () => {
  const output = await follow(commandsOf("docs/how-to/roll-back.md"));
  const [old, now] = [await sourceOf(20), await sourceOf(21)];
  expect(output).toContain(`Goes back to v20 of consumer-notebook-staging (${old}) from v21 (${now}).`);
  expect(output).toContain(`Goes back to v20 (${old}).`);
  const first = (await slugOf(STAGING, 20)).slug;
  expect([(await current(PRODUCTION))?.slug, (await current(STAGING))?.slug]).toEqual([first, first]);
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
  project.set("staging", ["rollbackTo"], undefined);
});

test("scale-for-a-migration", async () => {
  const output = await follow(commandsOf("docs/how-to/scale-for-a-migration.md"));
  expect(output).toMatch(/runs worker=50 \(standard-1x\)[\s\S]*production runs worker=2 .* That cost \$\d\.\d\d in /);
});

test("run-a-migration", async () => {
  expect(await follow(commandsOf("docs/how-to/run-a-migration.md"))).toMatch(/OneOffJob/);
  const { logplex_url } = await project.api<{ logplex_url: string }>("POST", `${STAGING}/log-sessions`, {
    lines: 1500,
  });
  const log = await (await fetch(logplex_url)).text();
  expect(log.match(/Starting process with command `python manage\.py migrate # job-\w+`/g)).toHaveLength(1);
  expect(log).toMatch(/heroku\[run\.\d+\]: Process exited with status 0/);
});

test("rotate-a-credential", async () => {
  const url = async () => (await project.api<Record<string, string>>("GET", `${PRODUCTION}/config-vars`)).DATABASE_URL;
  const urls = [await url()];
  for (const command of commandsOf("docs/how-to/rotate-a-credential.md")) {
    await follow([command]);
    if (command.startsWith("npx pulumi up")) urls.push(await url());
  }
  expect(new Set(urls).size).toBe(3);
  for (const each of urls) expect(project.state()).not.toContain(new URL(each ?? "").password);
});

test("move-an-add-on", async () => {
  expect(await follow(commandsOf("docs/how-to/move-an-add-on.md"))).toMatch(/memcachier:dev.*=>.*memcachier:100/);
  const addOns = await project.api<{ plan: { name: string } }[]>("GET", `${STAGING}/addons`);
  expect(addOns.map(({ plan }) => plan.name)).toContain("memcachier:100");
});

test("maintenance", async () => {
  const isOn = async () => (await project.api<{ maintenance: boolean }>("GET", PRODUCTION)).maintenance;
  const commands = commandsOf("docs/how-to/maintenance.md");
  await follow(commands.slice(0, 2));
  expect(await isOn()).toBe(true);
  await follow(commands.slice(2));
  expect(await isOn()).toBe(false);
});

test("new-environment", async () => {
  const commands = commandsOf("docs/how-to/new-environment.md");
  const end = commands.findIndex((command) => command.includes("destroy"));
  await follow(commands.slice(0, end));
  await project.ok("preview", "--stack", "beta", "--expect-no-changes");
  const apps = await project.api<{ name: string }[]>("GET", "/apps");
  expect(apps.map(({ name }) => name).sort()).toEqual([
    "consumer-notebook",
    "consumer-notebook-beta",
    "consumer-notebook-staging",
  ]);
  await follow(commands.slice(end));
  expect(await project.api<unknown[]>("GET", "/apps")).toHaveLength(2);
});

test("config-vars", async () => {
  const levels: (string | undefined)[] = [];
  for (const command of commandsOf("docs/how-to/config-vars.md")) {
    await run(project, [command], { input: () => "canary-of-a-how-to-6b1e" });
    if (!command.startsWith("npx pulumi up")) continue;
    const { LOG_LEVEL, MAIL_TOKEN } = await project.api<Record<string, string>>("GET", `${STAGING}/config-vars`);
    levels.push(LOG_LEVEL ?? MAIL_TOKEN);
  }
  expect(levels).toEqual(["debug", undefined, "canary-of-a-how-to-6b1e"]);
});

test("domains", async () => {
  const output = await follow(commandsOf("docs/how-to/domains.md"));
  expect(output).toMatch(/"beta\.consumernotebook\.com": ?"[\w-]+\.herokudns\.com"/);
});

// docs/how-to/burning-night.md, for production.

const UP_PRODUCTION = ["up", "--stack", "production", "--yes", "--skip-preview"];
const night = (commands: string[], value?: string) => run(project, commands, { input: () => value ?? "" });
const varsOf = () => project.api<Record<string, string>>("GET", `${PRODUCTION}/config-vars`);

test("a burning night: a deploy that took the site down is taken back", async () => {
  project.set("production", ["release"], "21");
  await project.ok(...UP_PRODUCTION);
  await night(commandsOf("docs/how-to/burning-night.md", "The site is down after a deploy"));
  expect((await current(PRODUCTION))?.slug).toEqual((await slugOf(STAGING, 20)).slug);
});

test("a burning night: a wrong config var and a wrong secret are set, though Heroku fails and then has enough", async () => {
  const failing = [503, 429].map((status, index) => ({ kind: "status", status, nth: index + 1 }));
  await project.control(
    "PUT",
    "/faults",
    failing.map((fault) => ({ method: "PATCH", path: "config-vars", ...fault })),
  );
  const commands = commandsOf("docs/how-to/burning-night.md", "A config var or a secret is wrong");
  expect(commands.at(-1)).toBe(commandsOf("docs/how-to/burning-night.md", "Heroku's API answers 429 or 5xx").join());
  const { requests } = await project.counting(() => night(commands, "canary-of-a-night-71c4"));
  const changes = requests.filter(({ method }) => method === "PATCH");
  expect(changes.map(({ status }) => status)).toEqual([503, 429, 200]);
  expect(await varsOf()).toMatchObject({ ALLOWED_HOSTS: "www.consumernotebook.com", S3_KEY: "canary-of-a-night-71c4" });
});

test("a burning night: what was changed and deleted by hand is shown, and taken back", async () => {
  await project.api("PATCH", `${PRODUCTION}/config-vars`, { ALLOWED_HOSTS: "by-hand.example.com" });
  const addOns = await project.api<{ id: string; plan: { name: string } }[]>("GET", `${PRODUCTION}/addons`);
  const cache = addOns.find(({ plan }) => plan.name.startsWith("memcachier:"));
  await project.api("DELETE", `${PRODUCTION}/addons/${cache?.id}`);
  const output = await night(commandsOf("docs/how-to/burning-night.md", "Somebody changed something by hand"));
  expect(output).toMatch(/### Changed outside[\s\S]*by-hand\.example\.com/);
  expect((await varsOf()).ALLOWED_HOSTS).toBe("www.consumernotebook.com");
  expect(await project.api<unknown[]>("GET", `${PRODUCTION}/addons`)).toHaveLength(addOns.length);
});

test("a burning night: a leaked password is another one, a full database has a larger plan", async () => {
  const before = await varsOf();
  await night(commandsOf("docs/how-to/burning-night.md", "A key or a password leaked"), "canary-of-a-night-9d02");
  const after = await varsOf();
  expect(after.S3_SECRET).toBe("canary-of-a-night-9d02");
  expect(after.DATABASE_URL).not.toBe(before.DATABASE_URL);
  await night(commandsOf("docs/how-to/burning-night.md", "The database is full"));
  const addOns = await project.api<{ plan: { name: string } }[]>("GET", `${PRODUCTION}/addons`);
  expect(addOns.map(({ plan }) => plan.name)).toContain("heroku-postgresql:standard-2");
});

test("a burning night: the lock of a killed up is lifted, and what it was at is done", async () => {
  project.set("production", ["vars", "LOG_LEVEL"], "warning");
  let killed = false;
  await project.pulumi(UP_PRODUCTION, {
    watch(output, kill) {
      if (killed || !/updating/.test(output)) return;
      killed = true;
      kill("SIGKILL");
    },
  });
  expect((await project.pulumi(UP_PRODUCTION)).output).toMatch(/currently locked by 1 lock/);
  await night(commandsOf("docs/how-to/burning-night.md", "up was killed, and a lock is left"));
  expect((await varsOf()).LOG_LEVEL).toBe("warning");
  await project.ok("preview", "--stack", "production", "--refresh", "--expect-no-changes");
});

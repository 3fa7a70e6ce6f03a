import { afterAll, beforeAll, expect, test } from "vitest";
import { type HerokuCli, herokuCli } from "../../packages/sandbox/test/support/heroku-cli.ts";
import { deployedProject } from "../support/deployed.ts";
import { follow as run } from "../support/follow.ts";
import { commandsOf } from "../support/page.ts";
import { KEY, type Project } from "../support/project.ts";

// docs/how-to/change-a-database-plan.md: its commands, as they stand there, with Pulumi's CLI and Heroku's own.

let project: Project;
let cli: HerokuCli;

beforeAll(async () => {
  project = await deployedProject("both");
  cli = await herokuCli(project.address, KEY);
});
afterAll(async () => {
  await cli?.close();
  await project?.close();
});

/** The page's three parts, each with what its commands print: the follower, the switch, the end of the old database. */
function parts(): (() => Promise<string>)[] {
  const commands = commandsOf("docs/how-to/change-a-database-plan.md");
  const begins = [/database2:/, /^heroku maintenance:on /, /^sed -i '\/\^ {4}database:/].map((first) =>
    commands.findIndex((command) => first.test(command)),
  );
  expect(begins[0]).toBe(0);
  return begins.map((begin, index) => () => run(project, commands.slice(begin, begins[index + 1]), { cli }));
}

const APP = "/apps/consumer-notebook";
const vars = () => project.api<Record<string, string>>("GET", `${APP}/config-vars`);
const databases = async () =>
  (await project.api<{ id: string; plan: { name: string } }[]>("GET", `${APP}/addons`))
    .filter(({ plan }) => plan.name.startsWith("heroku-postgresql:"))
    .map(({ id, plan }) => ({ id, plan: plan.name }));
const schedules = (id: string) =>
  project.api<{ name: string }[]>("GET", `/client/v11/databases/${id}/transfer-schedules`);

test("a database moves to another plan by way of a follower, and nothing is left of the old one", async () => {
  const [follow, change, end] = parts();
  const [old] = await databases();
  const before = await vars();

  expect(await follow?.()).toMatch(/Following: +DATABASE\n[\s\S]*Behind By: +0 commits/);
  const between = await vars();
  const next = (await databases()).find(({ id }) => id !== old?.id);
  expect(next?.plan).toBe("heroku-postgresql:standard-2");
  expect(between.DATABASE_URL).toBe(before.DATABASE_URL);
  await project.ok("preview", "--stack", "production", "--refresh", "--expect-no-changes");

  expect(await change?.()).toContain("unfollowing can't be undone");
  const after = await vars();
  expect([after.DATABASE_URL, after.FORMER_DATABASE_URL, after.FOLLOWER_URL]).toEqual([
    between.FOLLOWER_URL,
    before.DATABASE_URL,
    undefined,
  ]);
  const { following } = await project.api<{ following: unknown }>("GET", `/client/v11/databases/${next?.id}`);
  expect(following).toBeNull();
  expect((await schedules(next?.id ?? "")).map(({ name }) => name)).toEqual(["DATABASE_URL"]);
  expect((await schedules(old?.id ?? "")).map(({ name }) => name)).toEqual(["FORMER_DATABASE_URL"]);
  expect((await project.api<{ maintenance: boolean }>("GET", APP)).maintenance).toBe(false);
  await project.ok("preview", "--stack", "production", "--refresh", "--expect-no-changes");

  await end?.();
  expect(await databases()).toEqual([next]);
  expect((await vars()).DATABASE_URL).toBe(between.FOLLOWER_URL);
  await project.ok("preview", "--stack", "production", "--refresh", "--expect-no-changes");
});

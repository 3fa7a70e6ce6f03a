import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appliedChanges, type Changes } from "../support/preview.ts";
import { newProject, type Project } from "../support/project.ts";

/** One line of staging's stack file, and all that a preview shows of its change. */
interface Line {
  what: string;
  path: (string | number)[];
  value: unknown;
  shows: Changes;
}

const update = (diff: Record<string, string>) => ({ op: "update", diff });

const LINES: Line[] = [
  {
    what: "a plain config var",
    path: ["vars", "ALLOWED_HOSTS"],
    value: "staging.example.com",
    shows: { "ConfigVars site": update({ "vars.ALLOWED_HOSTS": "update" }) },
  },
  {
    what: "a further config var",
    path: ["vars", "LOG_LEVEL"],
    value: "debug",
    shows: { "ConfigVars site": update({ "vars.LOG_LEVEL": "add" }) },
  },
  {
    what: "a config var taken out",
    path: ["vars", "LOG_LEVEL"],
    value: undefined,
    shows: { "ConfigVars site": update({ "vars.LOG_LEVEL": "delete" }) },
  },
  {
    what: "the quantity of dynos",
    path: ["formation", "worker", "quantity"],
    value: 0,
    shows: { "Formation site": update({ "processes.worker.quantity": "update" }) },
  },
  {
    what: "the size of dynos",
    path: ["formation", "web", "size"],
    value: "standard-1x",
    shows: { "Formation site": update({ "processes.web.size": "update" }) },
  },
  {
    what: "a process type taken out",
    path: ["formation", "worker"],
    value: undefined,
    shows: { "Formation site": update({ "processes.worker": "delete" }) },
  },
  {
    what: "the plan of an add-on",
    path: ["addOns", "logs"],
    value: "papertrail:fixa",
    shows: { "AddOn site-logs": update({ plan: "update" }) },
  },
  {
    what: "an add-on taken out",
    path: ["addOns", "performance"],
    value: undefined,
    shows: { "AddOn site-performance": { op: "delete", diff: {} } },
  },
  {
    what: "the hour of the backup",
    path: ["backup", "hour"],
    value: 5,
    shows: { "PostgresBackupSchedule site-database": update({ hour: "update" }) },
  },
  {
    what: "a further domain",
    path: ["domains", 1],
    value: "beta.consumernotebook.com",
    shows: { "Domain site-beta.consumernotebook.com": { op: "create", diff: {} } },
  },
  {
    what: "maintenance mode",
    path: ["app", "maintenance"],
    value: true,
    shows: { "App site": update({ maintenance: "update" }) },
  },
  {
    what: "the name of the app, which renames it in place",
    path: ["app", "name"],
    value: "consumer-notebook-trial",
    shows: { "App site": update({ name: "update" }) },
  },
];

describe("one changed line of a stack file", () => {
  let project: Project;
  beforeAll(async () => {
    project = await newProject();
    await project.ok("stack", "init", "organization/consumer-notebook/staging");
    await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  });
  afterAll(() => project.close());

  for (const { what, path, value, shows } of LINES) {
    test(`${what}: its effect and nothing else is previewed, and up brings it about`, async () => {
      project.set("staging", path, value);
      // That it left nothing to do shows in the next line's preview.
      expect(await appliedChanges(project, "staging")).toEqual(shows);
    });
  }

  test("after all of them nothing is left to change, at Heroku neither", async () => {
    await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
  });

  test("three changed config vars are one PATCH and one release", async () => {
    const { id } = (await project.api<{ id: string }[]>("GET", "/apps"))[0] ?? { id: "" };
    const before = await project.api<unknown[]>("GET", `/apps/${id}/releases`);
    for (const key of ["A", "B", "C"]) project.set("staging", ["vars", key], "1");
    const { requests } = await project.counting(() =>
      project.ok("up", "--stack", "staging", "--yes", "--skip-preview"),
    );
    expect(requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PATCH /apps/${id}/config-vars`,
    ]);
    expect(await project.api<unknown[]>("GET", `/apps/${id}/releases`)).toHaveLength(before.length + 1);
  });

  test("a change of price shows in the preview as a changed monthly cost", async () => {
    project.set("staging", ["formation", "web", "quantity"], 3);
    const { output } = await project.ok("preview", "--stack", "staging", "--diff");
    expect(output).toMatch(/~ monthlyCost *: "\$[\d.,]+" => "\$[\d.,]+"/);
    expect(output).toMatch(/quantity: 1 => 3/);
  });
});

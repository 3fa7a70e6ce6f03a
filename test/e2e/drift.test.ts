import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import { previewChanges } from "../support/preview.ts";
import type { Project } from "../support/project.ts";

let project: Project;
let app: string;

interface Named {
  id: string;
  name: string;
  addon_service: { name: string };
}

beforeAll(async () => {
  project = await deployedProject("staging");
  app = (await project.api<Named[]>("GET", "/apps"))[0]?.id ?? "";
});
afterAll(() => project.close());

const up = () => project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
const refresh = () => project.ok("refresh", "--stack", "staging", "--yes", "--skip-preview");

test("what was changed outside is a diff after refresh, and the next up takes it back", async () => {
  await project.api("PATCH", `/apps/${app}`, { maintenance: true });
  await project.api("PATCH", `/apps/${app}/config-vars`, { ALLOWED_HOSTS: "elsewhere", S3_KEY: null, THEIRS: "kept" });
  await project.api("PATCH", `/apps/${app}/formation`, { updates: [{ type: "web", quantity: 0 }] });
  await project.api("PATCH", `/apps/${app}/features/runtime-dyno-metadata`, { enabled: false });
  await refresh();
  expect(await previewChanges(project, "staging")).toEqual({
    "App site": { op: "update", diff: { maintenance: "update" } },
    "ConfigVars site": { op: "update", diff: { "vars.ALLOWED_HOSTS": "update", "secretVars.S3_KEY": "add" } },
    "Formation site": { op: "update", diff: { "processes.web.quantity": "update" } },
    "AppFeature site-runtime-dyno-metadata": { op: "update", diff: { enabled: "update" } },
  });
  await up();
  const vars = await project.api("GET", `/apps/${app}/config-vars`);
  expect(vars).toMatchObject({ ALLOWED_HOSTS: "staging.consumernotebook.com", THEIRS: "kept" });
  expect(Object.keys(vars)).toContain("S3_KEY");
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

test("what was deleted outside drops out of state, and the next up makes it again", async () => {
  const addOns = await project.api<Named[]>("GET", `/apps/${app}/addons`);
  const logs = addOns.find(({ addon_service }) => addon_service.name === "papertrail");
  await project.api("DELETE", `/apps/${app}/addons/${logs?.id}`);
  await project.api("DELETE", `/apps/${app}/domains/staging.consumernotebook.com`);
  const [drain] = await project.api<{ id: string; addon: unknown }[]>("GET", `/apps/${app}/log-drains`);
  await project.api("DELETE", `/apps/${app}/log-drains/${drain?.id}`);
  await refresh();
  const changes = await previewChanges(project, "staging");
  expect(
    Object.entries(changes)
      .map(([name, { op }]) => `${op} ${name}`)
      .sort(),
  ).toEqual([
    "create AddOn site-logs",
    "create Domain site-staging.consumernotebook.com",
    "create LogDrain site-LOG_DRAIN_URL",
  ]);
  await up();
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

test("an app deleted outside takes everything on it along, and the next up makes the whole again", async () => {
  await project.api("DELETE", `/apps/${app}`);
  await refresh();
  await up();
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
  expect(await project.api<Named[]>("GET", "/apps")).toHaveLength(1);
});

test("a foreign release is shown, and an unrelated up does not redeploy", async () => {
  const [{ id } = { id: "" }] = await project.api<Named[]>("GET", "/apps");
  const builds = await project.api<unknown[]>("GET", `/apps/${id}/builds`);
  const slug = await project.api<{ id: string }>("POST", `/apps/${id}/slugs`, {
    process_types: { web: "run web", worker: "run worker" },
  });
  await project.api("POST", `/apps/${id}/releases`, { slug: slug.id });
  const { output } = await project.ok("preview", "--stack", "staging", "--refresh", "--diff");
  expect(output).toMatch(/heroku:index:Build: \(refresh\)[\s\S]*~ running: true => false/);
  project.set("staging", ["vars", "LOG_LEVEL"], "debug");
  await up();
  expect(await project.api<unknown[]>("GET", `/apps/${id}/builds`)).toHaveLength(builds.length);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { countRequests } from "../../bench/requests.ts";
import { previewChanges } from "../support/preview.ts";
import { newProject, type Project, type Request } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await newProject();
});
afterAll(() => project.close());

/**
 * What a command asks of Heroku, by kind, without looks at something that is not ready yet. One request more than recorded fails,
 * and so does one less; what is wanted is recorded by `npx vitest run test/e2e/lifecycle.test.ts -u`.
 */
async function expectRecorded(name: string, requests: Request[]): Promise<void> {
  const lines = Object.entries(countRequests(requests).kinds).map(([kind, count]) => `${count} ${kind}\n`);
  await expect(lines.join("")).toMatchFileSnapshot(`requests/${name}.txt`);
}

const writes = (requests: Request[]) => requests.filter(({ method }) => method !== "GET");

test("a preview of staging from nothing asks Heroku at most fourteen times and changes nothing", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  const { requests, result } = await project.counting(() => previewChanges(project, "staging"));
  expect(writes(requests)).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(14);
  expect(Object.values(result).every(({ op }) => op === "create")).toBe(true);
});

test("up makes staging with the requests that are recorded", async () => {
  // One after another: a write has what was read before forgotten, so what is read again would differ from run to run.
  const { requests } = await project.counting(() =>
    project.ok("up", "--stack", "staging", "--yes", "--skip-preview", "--parallel", "1"),
  );
  await expectRecorded("up", requests);
});

test("the second preview of staging shows no change and asks Heroku nothing", async () => {
  const { requests } = await project.counting(() => project.ok("preview", "--stack", "staging", "--expect-no-changes"));
  expect(requests).toEqual([]);
});

test("a refresh finds nothing changed, with one request for each kind and each account-wide list", async () => {
  const { requests } = await project.counting(() =>
    project.ok("refresh", "--stack", "staging", "--yes", "--skip-preview", "--expect-no-changes"),
  );
  const paths = requests.map(({ method, path }) => `${method} ${path}`);
  expect(paths).toEqual([...new Set(paths)]);
  await expectRecorded("refresh", requests);
});

test("production goes up from staging's outputs and previews empty", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/production");
  await project.ok("up", "--stack", "production", "--yes", "--skip-preview");
  const { requests } = await project.counting(() =>
    project.ok("preview", "--stack", "production", "--expect-no-changes"),
  );
  expect(requests).toEqual([]);
});

test("another value of one config var is one write", async () => {
  project.set("staging", ["vars", "DJANGO_SETTINGS_MODULE"], "consumernotebook.settings.another");
  const { requests } = await project.counting(() => project.ok("up", "--stack", "staging", "--yes", "--skip-preview"));
  expect(writes(requests)).toHaveLength(1);
  await expectRecorded("change", requests);
});

test("destroy leaves nothing in Heroku", async () => {
  await project.ok("state", "unprotect", "--all", "--yes", "--stack", "production");
  await project.ok("destroy", "--stack", "production", "--yes", "--skip-preview");
  await project.ok("state", "unprotect", "--all", "--yes", "--stack", "staging");
  const { requests } = await project.counting(() =>
    project.ok("destroy", "--stack", "staging", "--yes", "--skip-preview"),
  );
  for (const path of ["/apps", "/addons", "/pipelines", "/pipeline-couplings"]) {
    expect(await project.api("GET", path)).toEqual([]);
  }
  await expectRecorded("destroy", requests);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { previewChanges } from "../support/preview.ts";
import { newProject, type Project, type Request } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await newProject();
});
afterAll(() => project.close());

const WAITING = [
  /^\/addons\/[^/]+$/,
  /\/wait(_status)?$/,
  /\/builds\/[^/]+$/,
  /\/releases\/[^/]+$/,
  /\/domains\/[^/]+$/,
];

/** A look at something that was made and is not ready yet. */
const isWaiting = ({ method, path, status }: Request) =>
  method === "GET" && status === 200 && WAITING.some((each) => each.test(path));

const writes = (requests: Request[]) => requests.filter(({ method }) => method !== "GET");

test("a preview of staging from nothing asks Heroku at most twelve times and changes nothing", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  const { requests, result } = await project.counting(() => previewChanges(project, "staging"));
  expect(writes(requests)).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(12);
  expect(Object.values(result).every(({ op }) => op === "create")).toBe(true);
});

test("up makes staging, with at most two requests for each object beside waiting", async () => {
  const { requests } = await project.counting(() => project.ok("up", "--stack", "staging", "--yes", "--skip-preview"));
  const others = requests.filter((request) => !isWaiting(request));
  expect(others.length).toBeLessThanOrEqual(2 * (await objects(project)));
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
  const { ofTheApp, accountWide } = sorted(paths);
  expect(accountWide).toEqual(["/addon-attachments", "/addons", "/apps", "/pipeline-couplings", "/pipelines"]);
  expect(ofTheApp).toEqual([
    "buildpack-installations",
    "config-vars",
    "domains",
    "features",
    "formation",
    "log-drains",
    "releases",
    "transfer-schedules",
  ]);
});

test("production goes up from staging's outputs and previews empty", async () => {
  await project.ok("stack", "init", "organization/consumer-notebook/production");
  await project.ok("up", "--stack", "production", "--yes", "--skip-preview");
  const { requests } = await project.counting(() =>
    project.ok("preview", "--stack", "production", "--expect-no-changes"),
  );
  expect(requests).toEqual([]);
});

test("destroy leaves nothing in Heroku", async () => {
  await project.ok("state", "unprotect", "--all", "--yes", "--stack", "production");
  await project.ok("destroy", "--stack", "production", "--yes", "--skip-preview");
  await project.ok("state", "unprotect", "--all", "--yes", "--stack", "staging");
  await project.ok("destroy", "--stack", "staging", "--yes", "--skip-preview");
  for (const path of ["/apps", "/addons", "/pipelines", "/pipeline-couplings"]) {
    expect(await project.api("GET", path)).toEqual([]);
  }
});

/** Requests by what they ask for: one list of the whole account, or one kind of thing in an app. */
function sorted(paths: string[]): { ofTheApp: string[]; accountWide: string[] } {
  const names = paths.map((path) => path.replace("GET ", "")).sort();
  const accountWide = names.filter((name) => name.lastIndexOf("/") === 0);
  const others = names.filter((name) => !accountWide.includes(name));
  return { accountWide, ofTheApp: others.map((name) => name.split("/").at(-1) ?? "").sort() };
}

/** How many objects of Heroku the stack's resources are. */
async function objects(of: Project): Promise<number> {
  const { stdout } = await of.ok("stack", "export", "--stack", "staging");
  const { deployment } = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
  return deployment.resources.filter(({ type }) => type.startsWith("heroku:")).length;
}

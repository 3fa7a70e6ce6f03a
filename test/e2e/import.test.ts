import { afterAll, beforeAll, expect, test } from "vitest";
import { newProject, type Project } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await newProject();
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
});
afterAll(() => project.close());

/** Everything that `pulumi import` can bring in of an environment that was built by hand. */
async function builtByHand(): Promise<[type: string, name: string, id: string][]> {
  const { api } = project;
  const name = "built-by-hand";
  const { id } = await api<{ id: string }>("POST", "/apps", { name });
  await api("PATCH", `/apps/${id}/config-vars`, { DEBUG: "0" });
  const slug = await api<{ id: string }>("POST", `/apps/${id}/slugs`, { process_types: { web: "run web" } });
  await api("POST", `/apps/${id}/releases`, { slug: slug.id });
  await api("PATCH", `/apps/${id}/features/runtime-dyno-metadata`, { enabled: true });
  await api("POST", `/apps/${id}/domains`, { hostname: "by-hand.example.com", sni_endpoint: null });
  await api("POST", `/apps/${id}/acm`);
  const addOn = await api<{ id: string; name: string }>("POST", `/apps/${id}/addons`, { plan: "papertrail:choklad" });
  const drain = await api<{ id: string }>("POST", `/apps/${id}/log-drains`, { url: "https://logs.example.com/1" });
  const pipeline = await api<{ id: string }>("POST", "/pipelines", { name });
  await api("POST", "/pipeline-couplings", { app: id, pipeline: pipeline.id, stage: "staging" });
  return [
    ["App", "app", name],
    ["ConfigVars", "vars", name],
    ["Formation", "dynos", name],
    ["AppFeature", "metadata", `${name}/runtime-dyno-metadata`],
    ["Domain", "domain", `${name}/by-hand.example.com`],
    ["AutomaticCertificates", "certificates", name],
    ["AddOn", "logs", addOn.name],
    ["LogDrain", "drain", `${name}/${drain.id}`],
    ["Pipeline", "pipeline", name],
    ["PipelineCoupling", "coupling", name],
  ];
}

test("what was built by hand is imported, and a refresh of it shows no change", async () => {
  for (const [type, name, id] of await builtByHand()) {
    const flags = ["--stack", "staging", "--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    await project.ok("import", `heroku:index:${type}`, name, id, ...flags);
  }
  await project.ok("refresh", "--stack", "staging", "--yes", "--skip-preview", "--expect-no-changes");
});

test("importing an event says why that can't be", async () => {
  const { status, output } = await project.pulumi([
    ...["import", "heroku:index:Build", "build", "01234567-89ab-cdef-0123-456789abcdef"],
    ...["--stack", "staging", "--yes", "--skip-preview"],
  ]);
  expect(status).not.toBe(0);
  expect(output).toMatch(/Build is something that happens once.*can't be imported/);
});

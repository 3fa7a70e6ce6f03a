import { afterAll, beforeAll, expect, test } from "vitest";
import { KEY, newProject, type Project } from "../support/project.ts";

const CANARIES: Record<string, string> = {
  S3_KEY: "canary-s3-key-91c4",
  S3_SECRET: "canary-s3-secret-02be",
  DJANGO_SECRET_KEY: "canary-django-6d70",
  LOG_DRAIN_URL: "https://logs.example.com/canary-drain-e1a5",
};
const NEVER_SEEN = [KEY, "canary-s3-key-91c4", "canary-s3-secret-02be", "canary-django-6d70", "canary-drain-e1a5"];

let project: Project;
const seen: string[] = [];
const run = async (...args: string[]) => {
  const ran = await project.pulumi([...args, "--stack", "staging"]);
  seen.push(ran.output);
  return ran;
};

beforeAll(async () => {
  project = await newProject();
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  for (const [key, value] of Object.entries(CANARIES)) {
    await project.ok("config", "set", "--secret", key, "--stack", "staging", "--", value);
  }
});
afterAll(() => project.close());

test("secrets and the key appear nowhere in clear: previews, up, drift, errors, state", async () => {
  await run("preview", "--diff");
  await run("preview", "--json");
  const up = await run("up", "--yes", "--skip-preview");
  expect(up.status).toBe(0);
  const [{ id } = { id: "" }] = await project.api<{ id: string }[]>("GET", "/apps");
  expect(await project.api("GET", `/apps/${id}/config-vars`)).toMatchObject({ S3_KEY: CANARIES.S3_KEY });
  await project.api("PATCH", `/apps/${id}/config-vars`, { S3_KEY: "canary-of-somebody-else-55aa" });
  await run("refresh", "--yes", "--skip-preview", "--diff");
  await run("preview", "--diff");
  await project.ok("config", "set", "--secret", "S3_SECRET", "--stack", "staging", "--", "canary-changed-3b1f");
  await run("preview", "--diff");
  await run("preview", "--json");
  await project.control("PUT", "/faults", [
    { method: "PATCH", path: "config-vars", rate: 1, kind: "status", status: 422 },
  ]);
  const failed = await run("up", "--yes", "--skip-preview");
  expect(failed.status).not.toBe(0);
  await project.control("PUT", "/faults", []);
  expect((await run("up", "--yes", "--skip-preview")).status).toBe(0);
  await run("stack", "export");
  await run("stack", "output", "--json");
  const everything = [...seen, project.state()].join("\n");
  for (const canary of [...NEVER_SEEN, "canary-of-somebody-else-55aa", "canary-changed-3b1f"]) {
    expect(everything.includes(canary), canary).toBe(false);
  }
});

test("add-ons' own config vars, which hold passwords, are not in state either", async () => {
  const [{ id } = { id: "" }] = await project.api<{ id: string }[]>("GET", "/apps");
  const vars = await project.api<Record<string, string>>("GET", `/apps/${id}/config-vars`);
  const foreign = Object.entries(vars).filter(([key]) => /DATABASE_URL|REDIS|MEMCACHIER|SENTRY/.test(key));
  expect(foreign.length).toBeGreaterThanOrEqual(3);
  const everything = [...seen, project.state()].join("\n");
  for (const [key, value] of foreign) expect(everything.includes(value), key).toBe(false);
});

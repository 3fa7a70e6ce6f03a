import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

async function withPipeline() {
  const test = testSandbox();
  const { body } = await test.heroku.post<{ id: string }>("/pipelines", { name: "notebook" });
  return { ...test, path: `/pipelines/${body.id}/review-app-config` };
}

describe("review-app configuration", () => {
  it("is made once for a pipeline, changed, and deleted", async () => {
    const { heroku, path } = await withPipeline();
    expect((await heroku.get(path)).status).toBe(404);
    const made = await heroku.post(path, { repo: "example/site", automatic_review_apps: true });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ automatic_review_apps: true, stale_days: 5, deploy_target: { id: "us" } });
    expect((await heroku.post(path, { repo: "example/site" })).status).toBe(422);
    expect((await heroku.patch(path, { stale_days: 9 })).body).toMatchObject({
      stale_days: 9,
      automatic_review_apps: true,
    });
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.delete(path)).status).toBe(404);
  });

  it("goes with its pipeline, and wants a repository", async () => {
    const { heroku, path } = await withPipeline();
    expect((await heroku.post(path, { repo: "none" })).status).toBe(422);
    await heroku.post(path, { repo: "example/site" });
    await heroku.delete(path.replace("/review-app-config", ""));
    expect((await heroku.get(path)).status).toBe(404);
  });
});

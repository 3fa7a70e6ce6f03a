import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Named {
  id: string;
  name: string;
}

let test: TestSandbox;
let pipeline: Named;
let staging: Named;
let production: Named;

beforeEach(async () => {
  test = testSandbox();
  pipeline = (await test.heroku.post<Named>("/pipelines", { name: "notebook" })).body;
  staging = (await test.heroku.post<Named>("/apps", { name: "notebook-staging" })).body;
  production = (await test.heroku.post<Named>("/apps", { name: "notebook-production" })).body;
});

const couple = (app: string, stage: string) =>
  test.heroku.post<{ id: string }>("/pipeline-couplings", { app, pipeline: pipeline.id, stage });

const promote = (source = staging.id, target = production.id) =>
  test.heroku.post<{ id: string }>("/pipeline-promotions", {
    pipeline: { id: pipeline.id },
    source: { app: { id: source } },
    targets: [{ app: { id: target } }],
  });

const targets = async (promotion: string) =>
  (
    await test.heroku.get<{ status: string; release: { id: string } | null }[]>(
      `/pipeline-promotions/${promotion}/promotion-targets`,
    )
  ).body;

describe("pipelines", () => {
  it("are transferred with their apps, to teams of the caller's and to the caller alone", async () => {
    await couple(staging.id, "staging");
    const { body: team } = await test.heroku.post<Named>("/teams", { name: "printers" });
    const transfer = (id: string, type: string) =>
      test.heroku.post("/pipeline-transfers", { pipeline: { id: pipeline.id }, new_owner: { id, type } });
    const { body, status } = await transfer(team.id, "team");
    expect(body).toMatchObject({ new_owner: { id: team.id }, previous_owner: { type: "user" } });
    expect(status).toBe(201);
    expect((await test.heroku.get(`/apps/${staging.id}`)).body).toMatchObject({ team: { name: "printers" } });
    expect((await test.heroku.get(`/apps/${production.id}`)).body).toMatchObject({ team: null });
    const { body: stranger } = await test.as("other").get<Named>("/account");
    expect((await transfer(stranger.id, "user")).status).toBe(404);
    expect((await transfer(staging.id, "team")).status).toBe(404);
  });

  it("are made, found by id and name, renamed and deleted with their couplings", async () => {
    const { body: account } = await test.heroku.get<{ id: string }>("/account");
    expect(pipeline).toMatchObject({ owner: { id: account.id, type: "user" }, generation: { name: "cedar" } });
    expect((await test.heroku.get("/pipelines/notebook")).body).toEqual(pipeline);
    const { body: renamed } = await test.heroku.patch(`/pipelines/${pipeline.id}`, { name: "paper" });
    expect((await test.heroku.get("/pipelines?eq[name]=paper")).body).toEqual([renamed]);
    expect((await test.heroku.get("/pipelines?eq[name]=notebook")).body).toEqual([]);
    await couple(staging.id, "staging");
    expect((await test.heroku.delete(`/pipelines/${pipeline.id}`)).status).toBe(200);
    expect((await test.heroku.get("/pipeline-couplings")).body).toEqual([]);
    expect((await test.heroku.get(`/pipelines/${pipeline.id}`)).status).toBe(404);
    expect((await test.heroku.post("/pipelines", { name: "X" })).status).toBe(422);
  });

  it("belong to a team, or to nobody else's account", async () => {
    const { body: team } = await test.heroku.post<{ id: string }>("/teams", { name: "writers" });
    const owner = { id: team.id, type: "team" };
    expect((await test.heroku.post("/pipelines", { name: "ours", owner })).body).toMatchObject({ owner });
    expect((await test.as("other").get("/pipelines")).body).toEqual([]);
    expect((await test.as("other").get(`/pipelines/${pipeline.id}`)).status).toBe(404);
  });

  it("have config vars for tests and review apps alone", async () => {
    const path = `/pipelines/${pipeline.id}/stage`;
    expect((await test.heroku.patch(`${path}/test/config-vars`, { A: "1", B: "2" })).body).toEqual({ A: "1", B: "2" });
    expect((await test.heroku.patch(`${path}/test/config-vars`, { A: null })).body).toEqual({ B: "2" });
    expect((await test.heroku.get(`${path}/review/config-vars`)).body).toEqual({});
    expect((await test.heroku.get(`${path}/staging/config-vars`)).body).toMatchObject({
      message: "Pipeline config vars are only supported for the 'test' stage.",
    });
  });

  it("tell the newest release, deployment and build of their apps", async () => {
    await couple(staging.id, "staging");
    deployTo(test.sandbox, "notebook-staging", { web: "run" });
    await test.heroku.patch(`/apps/${staging.id}/config-vars`, { A: "1" });
    const newest = async (what: string) =>
      (await test.heroku.get<{ version: number }[]>(`/pipelines/${pipeline.id}/${what}`)).body;
    expect((await newest("latest-releases")).map(({ version }) => version)).toEqual([4]);
    expect((await newest("latest-deployments")).map(({ version }) => version)).toEqual([3]);
    expect(await newest("latest-builds")).toEqual([]);
    const { body } = await test.heroku.get(`/pipelines/${pipeline.id}/pipeline-stack`);
    expect(body).toMatchObject({ stack: { name: "heroku-24" } });
  });
});

describe("couplings", () => {
  it("are one an app, move between stages, and go with their app", async () => {
    const { status, body } = await couple("notebook-staging", "development");
    expect([status, body]).toMatchObject([201, { app: { id: staging.id }, pipeline: { id: pipeline.id } }]);
    expect((await couple(staging.id, "production")).status).toBe(422);
    await test.heroku.patch(`/pipeline-couplings/${body.id}`, { stage: "staging" });
    const { body: ofApp } = await test.heroku.get("/apps/notebook-staging/pipeline-couplings");
    expect(ofApp).toMatchObject({ id: body.id, stage: "staging" });
    expect((await test.heroku.get("/pipeline-couplings")).body).toEqual([ofApp]);
    expect((await test.heroku.get(`/pipelines/${pipeline.id}/pipeline-couplings`)).body).toEqual([ofApp]);
    expect((await test.heroku.get("/users/~/pipeline-couplings")).body).toEqual([ofApp]);
    await test.heroku.delete("/apps/notebook-staging");
    expect((await test.heroku.get(`/pipeline-couplings/${body.id}`)).status).toBe(404);
    expect((await test.heroku.get("/apps/notebook-production/pipeline-couplings")).status).toBe(404);
  });

  it("are taken away", async () => {
    const { body } = await couple(staging.id, "staging");
    expect((await test.heroku.delete(`/pipeline-couplings/${body.id}`)).status).toBe(200);
    expect((await couple(staging.id, "production")).status).toBe(201);
  });
});

describe("promotions", () => {
  beforeEach(async () => {
    await couple(staging.id, "staging");
    await couple(production.id, "production");
  });

  it("make the source's slug a release of the target, after a while", async () => {
    const { slug } = deployTo(test.sandbox, "notebook-staging", { web: "run" });
    const { status, body } = await promote();
    expect([status, body]).toMatchObject([201, { status: "pending" }]);
    expect(await targets(body.id)).toMatchObject([{ status: "pending", release: null, error_message: null }]);
    test.clock.advance(300);
    const [target] = await targets(body.id);
    expect(target).toMatchObject({ status: "succeeded", app: { id: production.id } });
    expect((await test.heroku.get(`/pipeline-promotions/${body.id}`)).body).toMatchObject({ status: "completed" });
    const { body: release } = await test.heroku.get(`/apps/${production.id}/releases/${target?.release?.id}`);
    expect(release).toMatchObject({ slug: { id: slug.id }, description: "Promote notebook-staging v3", current: true });
    expect((await test.heroku.get(`/apps/${production.id}/slugs/${slug.id}`)).body).toMatchObject({ id: slug.id });
  });

  it("wait for the target's release command, and fail with it", async () => {
    deployTo(test.sandbox, "notebook-staging", { web: "run", release: "exit 1" });
    test.clock.advance(300);
    deployTo(test.sandbox, "notebook-staging", { web: "run", release: "migrate" });
    test.clock.advance(300);
    const { body } = await promote();
    test.clock.advance(300);
    expect(await targets(body.id)).toMatchObject([{ status: "pending", release: { id: expect.any(String) } }]);
    test.clock.advance(300);
    expect(await targets(body.id)).toMatchObject([{ status: "succeeded" }]);
  });

  it("fail where the target has gone meanwhile", async () => {
    deployTo(test.sandbox, "notebook-staging", { web: "run" });
    const { body } = await promote();
    await test.heroku.delete(`/apps/${production.id}`);
    test.clock.advance(300);
    expect(await targets(body.id)).toMatchObject([{ status: "failed", error_message: "The app is gone." }]);
    await test.heroku.delete(`/pipelines/${pipeline.id}`);
    expect((await test.heroku.get(`/pipeline-promotions/${body.id}`)).status).toBe(404);
    expect(test.sandbox.store.dump().promotionTargets).toEqual([]);
  });

  it("are refused without code, to itself, and out of the pipeline", async () => {
    expect((await promote()).status).toBe(422);
    deployTo(test.sandbox, "notebook-staging", { web: "run" });
    expect((await promote(staging.id, staging.id)).status).toBe(422);
    const { body: stranger } = await test.heroku.post<Named>("/apps", { name: "stranger" });
    expect((await promote(staging.id, stranger.id)).status).toBe(422);
  });

  it("leave the target running code whose first app is gone", async () => {
    const { slug } = deployTo(test.sandbox, "notebook-staging", { web: "run" });
    const { status } = await test.heroku.post(`/apps/${production.id}/releases`, { slug: slug.id });
    expect(status).toBe(201);
    await test.heroku.delete(`/apps/${staging.id}`);
    await test.heroku.patch(`/apps/${production.id}/config-vars`, { A: "1" });
    expect((await test.heroku.get(`/apps/${production.id}/formation`)).body).toMatchObject([{ type: "web" }]);
    await test.heroku.delete(`/apps/${production.id}`);
    expect(test.sandbox.store.dump().slugs).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Release {
  id: string;
  version: number;
  description: string;
  status: string;
  current: boolean;
  eligible_for_rollback: boolean;
  output_stream_url: string | null;
}

let test: TestSandbox;

beforeEach(async () => {
  test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
});

const RELEASES = "/apps/notebook/releases";
const release = async (version: number | string) => (await test.heroku.get<Release>(`${RELEASES}/${version}`)).body;
const vars = async () => (await test.heroku.get("/apps/notebook/config-vars")).body;

describe("releases", () => {
  it("are read by version and id, newest first if asked", async () => {
    const second = await release(2);
    expect(second).toMatchObject({ version: 2, description: "Enable Logplex", current: true, status: "succeeded" });
    expect(await release(second.id)).toEqual(second);
    const { status, body } = await test.heroku.get<Release[]>(RELEASES, { Range: "version ..; order=desc,max=1" });
    expect([status, body.map(({ version }) => version)]).toEqual([206, [2]]);
    expect((await test.heroku.get(`${RELEASES}/9`)).body).toMatchObject({ message: "Couldn't find that release." });
  });

  it("roll back code and config vars", async () => {
    deployTo(test.sandbox, "notebook", { web: "old" });
    await test.heroku.patch("/apps/notebook/config-vars", { A: "1" });
    deployTo(test.sandbox, "notebook", { web: "new", worker: "new" });
    await test.heroku.patch("/apps/notebook/config-vars", { A: "2" });
    const { status, body } = await test.heroku.post(RELEASES, { release: (await release(4)).id });
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 7, description: "Rollback to v4", current: true });
    expect(await vars()).toEqual({ A: "1" });
    const { body: formation } = await test.heroku.get<{ type: string; command: string }[]>("/apps/notebook/formation");
    expect(formation.map(({ type, command }) => [type, command])).toEqual([["web", "old"]]);
  });

  it("without code can't be rolled back to", async () => {
    const first = await release(1);
    expect(first.eligible_for_rollback).toBe(false);
    expect((await test.heroku.post(RELEASES, { release: first.id })).status).toBe(422);
  });

  it("of a slug deploy it", async () => {
    const slug = await test.heroku.post<{ id: string }>("/apps/notebook/slugs", { process_types: { web: "run" } });
    expect(slug.status).toBe(201);
    const { body } = await test.heroku.post(RELEASES, { slug: slug.body.id });
    expect(body).toMatchObject({ version: 3, slug: { id: slug.body.id } });
    expect((await test.heroku.get("/apps/notebook/formation")).body).toHaveLength(1);
    expect((await test.heroku.get(`/apps/notebook/slugs/${slug.body.id}`)).status).toBe(200);
    expect((await test.heroku.post(RELEASES, { slug: (await release(1)).id })).status).toBe(404);
  });
});

describe("a release command", () => {
  it("keeps the release pending until it is done", async () => {
    deployTo(test.sandbox, "notebook", { web: "run", release: "migrate" });
    expect(await release(3)).toMatchObject({ status: "pending", current: false });
    await test.heroku.patch("/apps/notebook/config-vars", { A: "1" });
    test.clock.advance(300);
    expect(await release(3)).toMatchObject({ status: "succeeded", current: false });
    expect(await release(4)).toMatchObject({ status: "succeeded", current: true });
    expect((await test.heroku.patch("/apps/notebook/config-vars", { B: "2" })).body).toEqual({ A: "1" });
    expect(await vars()).toEqual({ A: "1" });
    expect(await release(5)).toMatchObject({ status: "pending", current: false });
    test.clock.advance(300);
    expect(await vars()).toEqual({ A: "1", B: "2" });
    expect(await release("current")).toMatchObject({ version: 5 });
  });

  it("that fails changes nothing", async () => {
    deployTo(test.sandbox, "notebook", { web: "run" });
    deployTo(test.sandbox, "notebook", { web: "run", worker: "run", release: "exit 1" });
    test.clock.advance(300);
    expect(await release(4)).toMatchObject({ status: "failed", current: false, eligible_for_rollback: false });
    expect(await release(3)).toMatchObject({ current: true });
    expect((await test.heroku.get("/apps/notebook/formation")).body).toHaveLength(1);
  });

  it("shows its output while it runs", async () => {
    deployTo(test.sandbox, "notebook", { release: "migrate" });
    const { output_stream_url: url } = await release(3);
    const output = await test.sandbox.fetch(String(url));
    test.clock.advance(300);
    expect(await output.text()).toBe("Running release command...\nRelease command done.\n");
    const log = await test.sandbox.fetch("http://127.0.0.1/_sandbox/requests");
    expect(await log.text()).not.toContain("/streams/");
  });
});

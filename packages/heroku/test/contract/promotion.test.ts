import { describe, expect, test } from "vitest";
import { promotion } from "../../resources/promotion.ts";
import { deployedApp } from "../support/deployed-app.ts";
import type { CallFailed, Resource } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { plainApp } from "../support/plain-app.ts";
import { startWorld, type World } from "../support/world.ts";

interface Release {
  id: string;
  version: number;
  description: string;
  slug: { id: string } | null;
}

const COMMIT = "60883d9e8947a57e04dc9124f25df004866a2051";

/** A pipeline with a source that runs code (v3) and a target that runs none. */
async function stages(world: World) {
  const { api } = world;
  const { app: source, name } = await deployedApp(world, ["web"]);
  const { app: target } = await plainApp(world);
  const { id: pipeline } = await api<{ id: string }>("POST", "/pipelines", { name });
  await api("POST", "/pipeline-couplings", { app: source, pipeline, stage: "staging" });
  await api("POST", "/pipeline-couplings", { app: target, pipeline, stage: "production" });
  return { pipeline, source, target, name };
}

const releasesOf = ({ api }: World, app: string) => api<Release[]>("GET", `/apps/${app}/releases`);

eventContract({
  event: promotion,
  setUp: stages,
  inputs: ({ pipeline, source, target }) => ({ pipeline, source, target, version: 3 }),
  other: {
    async inputs(world, { pipeline, source, target }) {
      await deployedApp.release(world, source, ["web", "worker"]);
      return { pipeline, source, target, version: 4 };
    },
    replaces: ["version"],
  },
  count: async (world, { target }) => (await releasesOf(world, target)).length,
  paths: { post: "^/pipeline-promotions$", progress: "/promotion-targets$" },
  // The releases of both apps; what the code was built from; the promotion; its release.
  createRequests: 5,
});

const preview = (world: World, { pipeline, source, target }: Awaited<ReturnType<typeof stages>>, version: number) =>
  world.engine.previewCreate(world.engine.urn("Promotion"), { pipeline, source, target, version });

const begin = (world: World, { pipeline, source, target }: Awaited<ReturnType<typeof stages>>, version: number) =>
  world.engine.create(world.engine.urn("Promotion"), { pipeline, source, target, version });

describe("a promotion", () => {
  test("takes the source's code to the target, as Heroku's own does", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const { state } = await begin(world, context, 3);
    const [newest] = (await releasesOf(world, context.target)).toReversed();
    expect(newest?.description).toBe(`Promote ${context.name} v3`);
    expect(state).toMatchObject({ release: newest?.id, releaseVersion: 3, slug: newest?.slug?.id, running: true });
    await world.close();
  });

  test("of an earlier release releases exactly its code, also after a lost answer", async () => {
    const world = await startWorld();
    const context = await stages(world);
    await deployedApp.release(world, context.source, ["web", "worker"]);
    await world.faults([{ method: "POST", path: "/releases$", nth: 1, kind: "drop-after" }]);
    const { requests, result } = await world.counting(() => begin(world, context, 3));
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual([`POST /apps/${context.target}/releases`]);
    const releases = await releasesOf(world, context.target);
    expect(releases.map(({ description }) => description).at(-1)).toBe(`Promote ${context.name} v3`);
    expect(releases).toHaveLength(3);
    const sources = await releasesOf(world, context.source);
    expect(result.state.slug).toBe(sources.find(({ version }) => version === 3)?.slug?.id);
    await world.close();
  });

  test("of code that the target runs already has nothing happen", async () => {
    const world = await startWorld();
    const context = await stages(world);
    await begin(world, context, 3);
    await world.api("PATCH", `/apps/${context.target}/config-vars`, { A: "1" });
    await world.newRun();
    const { requests, result } = await world.counting(() => begin(world, context, 3));
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(result.state).toMatchObject({ releaseVersion: 3 });
    await world.close();
  });

  test("whose release command fails is a failure, and is forgotten", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const types = { web: "run", release: "exit 1" };
    const { id } = await world.api<{ id: string }>("POST", `/apps/${context.source}/slugs`, { process_types: types });
    await world.api("POST", `/apps/${context.source}/releases`, { slug: id });
    await expect.poll(() => world.api("GET", `/apps/${context.source}/releases/4`)).toMatchObject({ status: "failed" });
    const failed = begin(world, context, 4);
    await expect(failed).rejects.toThrow(/^version: 4 can't be promoted: that release is failed/);
    await world.close();
  });

  test("to an app that is gone meanwhile fails with Heroku's reason", async () => {
    const world = await startWorld({ provisionMs: 300 });
    const context = await stages(world);
    const promoting = begin(world, context, 3).then(
      () => expect.fail("it was to fail"),
      (error: CallFailed) => error,
    );
    const begun = async () => {
      const answer = await fetch(`${world.address}/_sandbox/requests`);
      return ((await answer.json()) as { method: string; path: string }[]).map(({ path }) => path);
    };
    await expect.poll(begun).toContain("/pipeline-promotions");
    await world.api("DELETE", `/apps/${context.target}`);
    const { message, kept } = await promoting;
    expect(message).toMatch(/The promotion failed: The app is gone/);
    expect(kept).toBeUndefined();
    await world.close();
  });

  test("of a release that is not there, or has no code, is an error of the preview", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const wrong = (version: number) => expect(preview(world, context, version)).rejects;
    await wrong(9).toThrow(/^version: 9 is no release of the source app; its newest is 3/);
    await wrong(2).toThrow(/^version: 2 has no code yet/);
    const [, , release] = await releasesOf(world, context.source);
    expect(await preview(world, context, 3)).toMatchObject({ slug: release?.slug?.id });
    await world.close();
  });

  test("tells already in preview which code it is, and what was deployed before it, with one request more", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const { source, name } = context;
    await world.api("PATCH", `/apps/${source}/config-vars`, { A: "1" });
    const slug = await deployedApp.release(world, source, ["web"], COMMIT);
    await world.api("PATCH", `/apps/${source}/config-vars`, { A: "2" });
    await deployedApp.release(world, source, ["web"]);
    const [, , third] = await releasesOf(world, source);
    const told = {
      slug,
      commit: COMMIT,
      sourceName: name,
      deployments: [
        { version: 3, description: third?.description },
        { version: 5, description: "Deploy 60883d9e" },
      ],
    };
    const { requests, result } = await world.counting(() => preview(world, context, 6));
    expect(result).toMatchObject(told);
    expect(requests).toEqual([`GET /apps/${source}/releases`, `GET /apps/${source}/slugs/${slug}`]);
    expect((await begin(world, context, 6)).state).toMatchObject(told);
    await world.close();
  });

  test("keeps ten deployments in state, and leaves out releases that failed", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const types = { web: "run", release: "exit 1" };
    const { id } = await world.api<{ id: string }>("POST", `/apps/${context.source}/slugs`, { process_types: types });
    await world.api("POST", `/apps/${context.source}/releases`, { slug: id });
    await expect.poll(() => world.api("GET", `/apps/${context.source}/releases/4`)).toMatchObject({ status: "failed" });
    const versions = async (version: number) => {
      const { deployments } = (await preview(world, context, version)) as { deployments: { version: number }[] };
      return deployments.map((each) => each.version);
    };
    await deployedApp.release(world, context.source, ["web"]);
    expect(await versions(5)).toEqual([3, 5]);
    for (let count = 0; count < 9; count++) await deployedApp.release(world, context.source, ["web"]);
    await world.newRun();
    expect(await versions(14)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    await world.close();
  });

  test("goes on where Heroku does not tell what the code was built from", async () => {
    const world = await startWorld();
    const context = await stages(world);
    await world.faults([{ method: "GET", path: "/slugs/", rate: 1, kind: "status", status: 403 }]);
    const { state } = await begin(world, context, 3);
    expect([state.running, "commit" in state]).toEqual([true, false]);
    await world.close();
  });

  test("that an earlier version of the provider made is no change, and asks Heroku nothing", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const made = await begin(world, context, 3);
    const { commit: _, sourceName: __, deployments: ___, ...state } = made.state;
    const old = { ...made, state };
    await world.newRun();
    const { requests, result } = await world.counting(() => world.engine.diff(old, old.inputs));
    expect([result, requests]).toMatchObject([{ changes: false, detailed: {}, replaces: [] }, []]);
    expect(await world.engine.refresh(old)).toEqual(old);
    await world.close();
  });

  test("refresh tells that the target runs other code", async () => {
    const world = await startWorld();
    const context = await stages(world);
    const resource = await begin(world, context, 3);
    await deployedApp.release(world, context.target, ["web"]);
    await world.newRun();
    const refreshed = (await world.engine.refresh(resource)) as Resource;
    expect(refreshed.state).toEqual({ ...resource.state, running: false });
    expect(await world.engine.diff(refreshed, resource.inputs)).toMatchObject({ changes: false });
    await world.close();
  });
});

test("a look-up tells what an app runs, and what a release ran", async () => {
  const world = await startWorld();
  const { app, name } = await deployedApp(world, ["web"]);
  await world.api("PATCH", `/apps/${app}/config-vars`, { A: "1" });
  const { outputs } = await world.engine.invoke("getRelease", { app: name });
  expect(outputs).toMatchObject({ version: 4, description: "Set A config vars", status: "succeeded" });
  const { outputs: second } = await world.engine.invoke("getRelease", { app, version: 2 });
  expect(second).toMatchObject({ version: 2, description: "Enable Logplex" });
  expect(second).not.toHaveProperty("slug");
  await expect(world.engine.invoke("getRelease", { app, version: 9 })).rejects.toThrow(
    /9 is no release of .* newest is 4/,
  );
  await world.close();
});

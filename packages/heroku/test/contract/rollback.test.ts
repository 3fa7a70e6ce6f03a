import { describe, expect, test } from "vitest";
import { rollback } from "../../resources/rollback.ts";
import { deployedApp } from "../support/deployed-app.ts";
import type { Resource } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { DJANGO, sourceFolder } from "../support/source-folder.ts";
import { startWorld, type World } from "../support/world.ts";

interface Release {
  version: number;
  description: string;
  slug: { id: string } | null;
}

const COMMIT = "60883d9e8947a57e04dc9124f25df004866a2051";

/** An app that has moved on: v3 is the release before. */
async function movedOn(world: World) {
  const { app } = await deployedApp(world, ["web"]);
  await deployedApp.release(world, app, ["web", "worker"]);
  return { app };
}

const releasesOf = ({ api }: World, app: string) => api<Release[]>("GET", `/apps/${app}/releases`);

eventContract({
  event: rollback,
  setUp: movedOn,
  inputs: ({ app }) => ({ app, version: 3 }),
  other: {
    inputs: async (_world, { app }) => ({ app, version: 4 }),
    replaces: ["version"],
  },
  count: async (world, { app }) => (await releasesOf(world, app)).length,
  paths: { post: "/releases$", progress: "/releases/[0-9a-f-]{36}$" },
  // The app's releases; the new one; whether it is in effect; what its code was built from.
  createRequests: 4,
});

const back = (world: World, app: string, version: number) =>
  world.engine.create(world.engine.urn("Rollback"), { app, version });

describe("a rollback", () => {
  test("brings back the code and config vars of that release, in a new one", async () => {
    const world = await startWorld();
    const { app } = await movedOn(world);
    await world.api("PATCH", `/apps/${app}/config-vars`, { A: "1" });
    const { state } = await back(world, app, 3);
    const releases = await releasesOf(world, app);
    expect(releases.at(-1)).toMatchObject({ version: 6, description: "Rollback to v3", slug: releases[2]?.slug });
    expect(state).toMatchObject({ releaseVersion: 6, slug: releases[2]?.slug?.id, running: true });
    expect(await world.api("GET", `/apps/${app}/config-vars`)).toEqual({});
    await world.close();
  });

  test("to code with a release command waits for that command, and shows what it says", async () => {
    const world = await startWorld();
    const { app } = await deployedApp(world, ["web"]);
    const types = { web: "run", release: "migrate" };
    const { id: slug } = await world.api<{ id: string }>("POST", `/apps/${app}/slugs`, { process_types: types });
    await world.api("POST", `/apps/${app}/releases`, { slug });
    await expect.poll(() => world.api("GET", `/apps/${app}/releases/4`)).toMatchObject({ status: "succeeded" });
    await deployedApp.release(world, app, ["web"]);
    const { state } = await back(world, app, 4);
    expect(state).toMatchObject({ releaseVersion: 6, slug });
    expect(world.engine.lines.map(({ message }) => message)).toContain("Release command done.");
    await world.close();
  });

  test("tells already in preview what that code was built from, with one request more", async () => {
    const world = await startWorld();
    const { app } = await movedOn(world);
    await deployedApp.release(world, app, ["web"], COMMIT);
    const slug = (await releasesOf(world, app)).at(-1)?.slug?.id;
    await deployedApp.release(world, app, ["web"]);
    const { requests, result } = await world.counting(() =>
      world.engine.previewCreate(world.engine.urn("Rollback"), { app, version: 5 }),
    );
    expect(result).toMatchObject({ slug, commit: COMMIT });
    expect(requests).toEqual([`GET /apps/${app}/releases`, `GET /apps/${app}/slugs/${slug}`]);
    expect((await back(world, app, 5)).state).toMatchObject({ slug, commit: COMMIT });
    await world.close();
  });

  test("on Fir tells what the image was built from", async () => {
    const world = await startWorld();
    const fir = { name: "contract-fir", team: "contract", space: "fir", stack: "cnb" };
    await world.api("POST", "/teams", { name: "contract" });
    const { id: app } = await world.api<{ id: string }>("POST", "/teams/apps", fir);
    const urn = world.engine.urn("Build");
    const { inputs } = await world.engine.check(urn, { app, source: sourceFolder(DJANGO) });
    const { state } = await world.engine.create(urn, inputs);
    const preview = await world.engine.previewCreate(world.engine.urn("Rollback"), { app, version: 3 });
    expect(preview).toMatchObject({ slug: state.slug, commit: state.hash });
    await world.close();
  });

  test("to what is no release, or has no code, is an error of the preview", async () => {
    const world = await startWorld();
    const { app } = await movedOn(world);
    const preview = (version: number) => world.engine.previewCreate(world.engine.urn("Rollback"), { app, version });
    await expect(preview(9)).rejects.toThrow(/^version: 9 is no release of the app; its newest is 4/);
    await expect(preview(2)).rejects.toThrow(/^version: 2 has no code yet/);
    const [, , third] = await releasesOf(world, app);
    expect(await preview(3)).toMatchObject({ slug: third?.slug?.id });
    await world.close();
  });

  test("refresh tells that other code runs since", async () => {
    const world = await startWorld();
    const { app } = await movedOn(world);
    const resource = await back(world, app, 3);
    await deployedApp.release(world, app, ["web"]);
    await world.newRun();
    const refreshed = (await world.engine.refresh(resource)) as Resource;
    expect(refreshed.state).toEqual({ ...resource.state, running: false });
    expect(await world.engine.diff(refreshed, resource.inputs)).toMatchObject({ changes: false });
    await world.close();
  });
});

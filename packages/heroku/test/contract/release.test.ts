import { describe, expect, test } from "vitest";
import { release } from "../../resources/release.ts";
import { deployedApp } from "../support/deployed-app.ts";
import type { Resource } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { DJANGO, sourceFolder } from "../support/source-folder.ts";
import { startWorld, type World } from "../support/world.ts";

const slugOf = async ({ api }: World, app: string, types: Record<string, string>) =>
  (await api<{ id: string }>("POST", `/apps/${app}/slugs`, { process_types: types })).id;

/** An app that runs something else than the slug that was made for it. */
async function setUp(world: World) {
  const { app } = await deployedApp(world, ["web"]);
  return { app, slug: await slugOf(world, app, { web: "other", worker: "work" }) };
}

const releasesOf = ({ api }: World, app: string) =>
  api<{ version: number; description: string; slug: { id: string } | null }[]>("GET", `/apps/${app}/releases`);

eventContract({
  event: release,
  setUp,
  inputs: ({ app, slug }) => ({ app, slug, description: "From elsewhere" }),
  other: {
    inputs: async (world, { app }) => ({ app, slug: await slugOf(world, app, { web: "third" }) }),
    replaces: ["slug", "description"],
  },
  count: async (world, { app }) => (await releasesOf(world, app)).length,
  paths: { post: "/releases$", progress: "/releases/[0-9a-f-]{36}$" },
  // The app's releases; the new one; whether it is in effect.
  createRequests: 3,
});

describe("a release", () => {
  const urn = (world: World) => world.engine.urn("Release");

  test("of a slug brings its code and process types, and says what it was told to say", async () => {
    const world = await startWorld();
    const { app, slug } = await setUp(world);
    const { state } = await world.engine.create(urn(world), { app, slug, description: "From elsewhere" });
    expect((await releasesOf(world, app)).at(-1)).toMatchObject({
      version: state.version,
      description: "From elsewhere",
      slug: { id: slug },
    });
    const formation = await world.api<{ type: string }[]>("GET", `/apps/${app}/formation`);
    expect(formation.map(({ type }) => type)).toEqual(["web", "worker"]);
    await world.close();
  });

  test("of what another app runs copies it", async () => {
    const world = await startWorld();
    const { app: staging } = await deployedApp(world, ["web"]);
    const { app } = await deployedApp(world, ["web"]);
    const slug = (await releasesOf(world, staging)).at(-1)?.slug?.id ?? "";
    await world.engine.create(urn(world), { app, slug });
    expect((await releasesOf(world, app)).at(-1)?.slug).toEqual({ id: slug });
    await world.close();
  });

  test("of what the app runs already makes none", async () => {
    const world = await startWorld();
    const { app } = await deployedApp(world, ["web"]);
    const slug = (await releasesOf(world, app)).at(-1)?.slug?.id ?? "";
    const { state } = await world.engine.create(urn(world), { app, slug });
    expect(state).toMatchObject({ version: 3, running: true });
    expect(await releasesOf(world, app)).toHaveLength(3);
    await world.close();
  });

  test("of an image on Fir", async () => {
    const world = await startWorld();
    const fir = (name: string) => ({ name, team: "contract", space: "fir", stack: "cnb" });
    await world.api("POST", "/teams", { name: "contract" });
    const { id: staging } = await world.api<{ id: string }>("POST", "/teams/apps", fir("contract-fir-1"));
    const { id: app } = await world.api<{ id: string }>("POST", "/teams/apps", fir("contract-fir-2"));
    const build = world.engine.urn("Build");
    const { inputs } = await world.engine.check(build, { app: staging, source: sourceFolder(DJANGO) });
    const { slug: image = null } = (await world.engine.create(build, inputs)).state;
    const { state } = await world.engine.create(urn(world), { app, image });
    const newest = await world.api<{ artifacts: { id: string }[] }>("GET", `/apps/${app}/releases/current`);
    expect([newest.artifacts[0]?.id, state.running]).toEqual([image, true]);
    await world.close();
  });

  test("whose command fails is an error with what it said, and is made anew by the next up", async () => {
    const world = await startWorld();
    const { app } = await deployedApp(world, ["web"]);
    const slug = await slugOf(world, app, { web: "run", release: "exit 3" });
    const failure = await world.engine.create(urn(world), { app, slug }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/The release command of v4 failed/);
    expect((failure as { kept?: Resource }).kept).toBeUndefined();
    await world.close();
  });

  test("without code, of two at once, or of a slug that is none, is an error", async () => {
    const world = await startWorld();
    const { app, slug } = await setUp(world);
    const preview = world.engine.previewCreate(urn(world), { app, slug, image: slug });
    await expect(preview).rejects.toThrow(/^image: is given beside slug/);
    await expect(world.engine.create(urn(world), { app })).rejects.toThrow(/^slug: is missing; name a slug/);
    await expect(world.engine.create(urn(world), { app, slug: app })).rejects.toThrow(/refused to release .*404/);
    await world.close();
  });

  test("refresh tells that other code runs since", async () => {
    const world = await startWorld();
    const { app, slug } = await setUp(world);
    const resource = await world.engine.create(urn(world), { app, slug });
    await deployedApp.release(world, app, ["web"]);
    await world.newRun();
    const refreshed = (await world.engine.refresh(resource)) as Resource;
    expect(refreshed.state).toEqual({ ...resource.state, running: false });
    expect(await world.engine.diff(refreshed, resource.inputs)).toMatchObject({ changes: false });
    await world.close();
  });
});

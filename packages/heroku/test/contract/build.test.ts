import { createHash } from "node:crypto";
import type { SandboxOptions } from "@consumer-notebook/heroku-sandbox";
import { describe, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { build } from "../../resources/build.ts";
import { ANOTHER } from "../support/another.ts";
import type { CallFailed, Resource } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { plainApp } from "../support/plain-app.ts";
import { DJANGO, sourceFolder, writeFiles } from "../support/source-folder.ts";
import { startWorld, type World } from "../support/world.ts";

interface Answer {
  id: string;
  status: string;
  buildpacks: { name?: string; url?: string }[] | null;
  source_blob: { version: string; checksum: string };
}

const buildsOf = ({ api }: World, app: string) => api<Answer[]>("GET", `/apps/${app}/builds`);

async function appWithCode(world: World, files: Record<string, string> = DJANGO) {
  return { ...(await plainApp(world)), source: sourceFolder(files) };
}

eventContract({
  event: build,
  setUp: appWithCode,
  inputs: ({ app, source }) => ({ app, source }),
  other: {
    async inputs(_world, { app, source }) {
      writeFiles(source, { "site.py": "changed = True" });
      return { app, source };
    },
    replaces: ["hash"],
  },
  count: async (world, { app }) => (await buildsOf(world, app)).length,
  paths: { post: "/builds$", progress: "/builds/[0-9a-f-]+$" },
  // The builds before; source, upload and build; its release.
  createRequests: 5,
});

async function inWorld(work: (world: World) => Promise<void>, options: SandboxOptions = {}): Promise<void> {
  const world = await startWorld(options);
  await work(world).finally(() => world.close());
}

async function checked({ engine }: World, inputs: PlainObject): Promise<PlainObject> {
  const { inputs: news, failures } = await engine.check(engine.urn("Build"), inputs);
  expect(failures).toEqual([]);
  return news;
}

const create = async (world: World, inputs: PlainObject): Promise<Resource> =>
  world.engine.create(world.engine.urn("Build"), await checked(world, inputs));

const failureOf = (work: Promise<unknown>): Promise<CallFailed> =>
  work.then(
    () => expect.fail("it was to fail"),
    (error: CallFailed) => error,
  );

describe("a build", () => {
  test("tells its release, shows its output while it runs, and proves its archive", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      const { state } = await create(world, { app, source });
      const [built] = await buildsOf(world, app);
      expect(state).toMatchObject({ build: built?.id, version: 3, running: true, hash: built?.source_blob.version });
      expect(built?.source_blob.checksum).toMatch(/^SHA256:[0-9a-f]{64}$/);
      const shown = world.engine.lines.filter(({ ephemeral }) => ephemeral).map(({ message }) => message);
      const output = ["-----> Python app detected", "       Procfile declares types -> web, worker", "released as v3"];
      expect(shown.filter((line) => output.includes(line))).toEqual(output);
    }));

  test("that fails is forgotten, with the last lines of its output, and is built anew by the next run", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world, { Procfile: "web: run" });
      const failure = await failureOf(create(world, { app, source }));
      expect(failure.message).toMatch(/^The build failed\. Its last lines:\n.*No default language could be detected/s);
      expect(failure.kept).toBeUndefined();
      await failureOf(create(world, { app, source }));
      expect(await buildsOf(world, app)).toHaveLength(2);
    }));

  test("whose release command fails is a failure with that output, and is built anew", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world, { ...DJANGO, Procfile: "web: run\nrelease: exit 1" });
      const failure = await failureOf(create(world, { app, source }));
      expect(failure.message).toMatch(/^The release command of v3 failed\. Its last lines:\n.*Release command failed/s);
      expect(failure.kept).toBeUndefined();
      await failureOf(create(world, { app, source }));
      expect(await buildsOf(world, app)).toHaveLength(2);
    }));

  test("waits for a release command that succeeds", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world, { ...DJANGO, Procfile: "web: run\nrelease: ./migrate" });
      const { state } = await create(world, { app, source });
      const release = await world.api("GET", `/apps/${app}/releases/${state.release}`);
      expect(release).toMatchObject({ status: "succeeded", current: true });
    }));

  test("that failed after its run was interrupted is begun anew by the next update", () =>
    inWorld(
      async (world) => {
        const { app, source } = await appWithCode(world);
        await world.faults([{ method: "GET", path: "/builds/", nth: 1, kind: "status", status: 403 }]);
        const { kept } = await failureOf(create(world, { app, source }));
        const [begun] = await buildsOf(world, app);
        await world.api("DELETE", `/apps/${app}/builds/${begun?.id}`);
        const resource = { ...(kept as Resource), urn: world.engine.urn("Build") };
        const { state } = await world.engine.update(resource, resource.inputs);
        const builds = await buildsOf(world, app);
        expect(builds.map(({ status }) => status).toSorted()).toEqual(["failed", "succeeded"]);
        expect(state.build).toBe(builds.find(({ status }) => status === "succeeded")?.id);
        // A build that has ended can't be made to fail: it must last until it is.
      },
      { provisionMs: 1_500 },
    ));

  test("goes on without its output where that breaks off", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      await world.faults([{ method: "GET", path: "^/streams/", kind: "drop-before" }]);
      expect((await create(world, { app, source })).state).toMatchObject({ version: 3 });
      const shown = world.engine.lines.map(({ message }) => message);
      expect(shown.some((line) => line.startsWith("the output broke off"))).toBe(true);
    }));

  test("uploads again where storage fails", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      await world.faults([{ method: "PUT", path: "^/sources/", nth: 1, kind: "status", status: 503 }]);
      expect((await create(world, { app, source })).state).toMatchObject({ version: 3 });
    }));

  test("cancelled ends at once and stays in state", () =>
    inWorld(async (world) => {
      const slow = await startWorld({ provisionMs: 60_000 });
      const { app, source } = await appWithCode(slow);
      const failing = failureOf(create(slow, { app, source }));
      await expect.poll(() => slow.engine.lines.map(({ message }) => message)).toContain(DETECTED);
      const began = performance.now();
      await slow.engine.cancel();
      const { message, kept } = await failing;
      expect(message).toMatch(/cancelled/);
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(kept?.id).toBe((await buildsOf(slow, app))[0]?.id);
      await slow.close();
      expect(world.engine.lines).toEqual([]);
    }));

  test("of content that was deployed before something else happens again", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      await create(world, { app, source });
      writeFiles(source, { "site.py": "changed = True" });
      await create(world, { app, source });
      writeFiles(source, { "site.py": "" });
      const other = sourceFolder(DJANGO);
      const { state } = await create(world, { app, source: other });
      expect(await buildsOf(world, app)).toHaveLength(3);
      expect(state).toMatchObject({ version: 5 });
    }));

  test("that no state knows is taken though config vars were set since, which is a release of the same code", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      const { id } = await create(world, { app, source });
      await world.api("PATCH", `/apps/${app}/config-vars`, { SET: "since" });
      await world.newRun();
      expect((await create(world, { app, source })).id).toBe(id);
      expect(await buildsOf(world, app)).toHaveLength(1);
    }));

  test("with other buildpacks is another build, of the same source", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      const own = await checked(world, { app, source });
      const python = await checked(world, { app, source, buildpacks: ["heroku/python", "https://example.com/pack"] });
      expect(python.hash).not.toBe(own.hash);
      await world.engine.create(world.engine.urn("Build"), python);
      const [built] = await buildsOf(world, app);
      expect(built?.buildpacks).toMatchObject([{ name: "heroku/python" }, { url: "https://example.com/pack" }]);
    }));

  test("refresh tells that the app runs other code, and that it runs this again", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      const first = await create(world, { app, source });
      writeFiles(source, { "site.py": "changed = True" });
      const second = await create(world, { app, source });
      await world.api("PATCH", `/apps/${app}/config-vars`, { A: "1" });
      await world.newRun();
      expect((await world.engine.refresh(second))?.state).toEqual(second.state);
      await world.api("POST", `/apps/${app}/releases`, { release: first.state.release });
      await world.newRun();
      const refreshed = await world.engine.refresh(second);
      expect(refreshed?.state).toEqual({ ...second.state, running: false });
      expect(await world.engine.diff(refreshed as Resource, second.inputs)).toMatchObject({ changes: false });
      await world.api("DELETE", `/apps/${app}`);
      await world.newRun();
      expect((await world.engine.refresh(second))?.state).toEqual({ ...second.state, running: false });
    }));

  test("that changes between check and build is refused", () =>
    inWorld(async (world) => {
      const { app, source } = await appWithCode(world);
      const inputs = await checked(world, { app, source });
      writeFiles(source, { "site.py": "changed = True" });
      const failure = await failureOf(world.engine.create(world.engine.urn("Build"), inputs));
      expect(failure.message).toMatch(/^source: ".*" has changed since it was checked/);
      expect(await buildsOf(world, app)).toEqual([]);
    }));
});

const DETECTED = "-----> Building on the Heroku-24 stack";

describe("a source that can't be built is an error of the check", () => {
  const reasonsFor = async (source: string) => {
    const world = await startWorld();
    const { failures } = await world.engine.check(world.engine.urn("Build"), { app: ANOTHER, source });
    await world.close();
    return failures;
  };

  test("where it does not exist", async () => {
    expect(await reasonsFor("./none")).toEqual([
      expect.stringMatching(/^source: "\.\/none" does not exist \(looked for \/.*\/none\)$/),
    ]);
  });

  test("where it has no Procfile", async () => {
    const source = sourceFolder({ "site.py": "" });
    expect(await reasonsFor(source)).toEqual([expect.stringMatching(/has no Procfile at its root; add one/)]);
  });

  test("where it is neither folder nor archive, or a broken archive", async () => {
    const folder = sourceFolder({ Procfile: "web: run", "code.zip": "zip", "code.tgz": "no archive" });
    expect(await reasonsFor(`${folder}/code.zip`)).toEqual([expect.stringMatching(/is neither a folder nor/)]);
    expect(await reasonsFor(`${folder}/code.tgz`)).toEqual([expect.stringMatching(/can't be read as a gzipped tar/)]);
  });
});

test("an archive is uploaded as it is", () =>
  inWorld(async (world) => {
    const { archiveOf } = await import("../../../sandbox/test/support/upload.ts");
    const { app } = await plainApp(world);
    const archive = archiveOf(DJANGO);
    const folder = sourceFolder({});
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${folder}/code.tar.gz`, archive);
    const { state } = await create(world, { app, source: `${folder}/code.tar.gz` });
    expect(state.hash).toBe(createHash("sha256").update(archive).digest("hex"));
    expect((await buildsOf(world, app))[0]?.source_blob.checksum).toBe(`SHA256:${state.hash}`);
  }));

import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { archiveOf, upload } from "./support/upload.ts";

interface Build {
  id: string;
  status: string;
  output_stream_url: string;
  slug: { id: string } | null;
  release: { id: string } | null;
}

const BUILDS = "/apps/notebook/builds";
const VERSION = "0123456789abcdef0123456789abcdef";
const DJANGO = { Procfile: "web: gunicorn site\nworker: python work.py\n", "requirements.txt": "django" };

let test: TestSandbox;

beforeEach(async () => {
  test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
});

/** Heroku's schema wants every field of the source, unknown ones as null. */
const blob = (url: string, more: object = {}) => ({
  source_blob: { url, version: VERSION, version_description: null, checksum: null, ...more },
});

async function start(files: Record<string, string>, more: object = {}): Promise<Build> {
  const url = await upload(test, archiveOf(files));
  const { status, body } = await test.heroku.post<Build>(BUILDS, blob(url, more));
  expect([status, body.status]).toEqual([201, "pending"]);
  return body;
}

async function finished({ id }: Build): Promise<Build> {
  test.clock.advance(300);
  return (await test.heroku.get<Build>(`${BUILDS}/${id}`)).body;
}

const outputOf = async ({ output_stream_url }: Build) => (await test.sandbox.fetch(output_stream_url)).text();

describe("builds", () => {
  it("take the process types from the archive's Procfile and release the slug", async () => {
    const build = await finished(await start(DJANGO));
    expect(build).toMatchObject({ status: "succeeded", source_blob: { version: VERSION } });
    const { body: release } = await test.heroku.get(`/apps/notebook/releases/${build.release?.id}`);
    expect(release).toMatchObject({ version: 3, description: "Deploy 01234567", slug: build.slug, current: true });
    const { body: slug } = await test.heroku.get(`/apps/notebook/slugs/${build.slug?.id}`);
    expect(slug).toMatchObject({
      commit: VERSION,
      buildpack_provided_description: "Python",
      process_types: { web: "gunicorn site", worker: "python work.py" },
    });
    const { body: formation } = await test.heroku.get<{ type: string; quantity: number }[]>("/apps/notebook/formation");
    expect(formation.map(({ type, quantity }) => [type, quantity])).toEqual([
      ["web", 1],
      ["worker", 0],
    ]);
    expect((await test.heroku.get(BUILDS)).body).toEqual([build]);
  });

  it("on Fir leave an image instead of a slug, found by id and digest, with the commit", async () => {
    await test.heroku.post("/teams", { name: "consumers" });
    await test.heroku.post("/teams/apps", { name: "fir", team: "consumers", space: "fir-space", stack: "cnb" });
    const source_blob = {
      ...blob(await upload(test, archiveOf(DJANGO))).source_blob,
      version_description: "Fix the login",
    };
    const { body: build } = await test.heroku.post<Build>("/apps/fir/builds", { source_blob });
    test.clock.advance(300);
    expect((await test.heroku.get(`/apps/fir/builds/${build.id}`)).body).toMatchObject({ slug: null });
    const { body: release } = await test.heroku.get<{ artifacts: { id: string }[] }>("/apps/fir/releases/current");
    const [{ id } = { id: "" }] = release.artifacts;
    expect(release).toMatchObject({ slug: null, artifacts: [{ type: "oci-image", id }] });
    const { body: images } = await test.heroku.get<{ digest: string }[]>(`/apps/fir/oci-images/${id}`);
    expect(images).toMatchObject([
      {
        id,
        commit: VERSION,
        commit_description: "Fix the login",
        process_types: { web: { display_cmd: "gunicorn site", default: true }, worker: { default: false } },
      },
    ]);
    expect((await test.heroku.get(`/apps/fir/oci-images/${images[0]?.digest}`)).body).toEqual(images);
    expect((await test.heroku.get(`/apps/notebook/oci-images/${id}`)).body).toEqual([]);
    expect((await test.heroku.get(`/apps/fir/slugs/${id}`)).status).toBe(404);
  });

  it("read archives with one folder around everything, as GitHub makes them", async () => {
    const build = await start({ "site-1.0/Procfile": "web: run", "site-1.0/go.mod": "module site" });
    expect(await finished(build)).toMatchObject({ status: "succeeded" });
    expect(await outputOf(build)).toContain("Procfile declares types -> web");
  });

  it("without a Procfile run what the language runs by default", async () => {
    const build = await finished(await start({ "package.json": '{ "scripts": { "start": "node ." } }' }));
    const { body } = await test.heroku.get(`/apps/notebook/slugs/${build.slug?.id}`);
    expect(body).toMatchObject({ process_types: { web: "npm start" } });
  });

  it("fail where no language is detected, or where the buildpack does not fit", async () => {
    const unknown = await start({ Procfile: "web: run" });
    expect(await finished(unknown)).toMatchObject({ status: "failed", release: null, slug: null });
    expect(await outputOf(unknown)).toContain(" !     No default language could be detected for this app.\n");
    const url = await upload(test, archiveOf(DJANGO));
    const { body: unfit } = await test.heroku.post<Build>(BUILDS, {
      ...blob(url),
      buildpacks: [{ name: "heroku/ruby" }],
    });
    expect(await finished(unfit)).toMatchObject({ status: "failed", buildpacks: [{ name: "heroku/ruby" }] });
    expect(await outputOf(unfit)).toContain("App not compatible with buildpack: heroku/ruby");
    expect((await test.heroku.get("/apps/notebook/releases")).body).toHaveLength(2);
  });

  it("fail on another checksum, on what is no archive, and on what was never uploaded", async () => {
    const wrong = await start(DJANGO, { checksum: `SHA256:${"0".repeat(64)}` });
    expect(await finished(wrong)).toMatchObject({ status: "failed" });
    const archive = archiveOf(DJANGO);
    const url = await upload(test, archive);
    const checksum = `SHA256:${createHash("sha256").update(archive).digest("hex")}`;
    const { body: right } = await test.heroku.post<Build>(BUILDS, blob(url, { checksum }));
    expect(await finished(right)).toMatchObject({ status: "succeeded" });
    const text = await upload(test, Buffer.from("no archive"));
    const empty = (await test.heroku.post<{ source_blob: { get_url: string } }>("/sources")).body.source_blob.get_url;
    for (const bad of [text, empty, "https://example.com/code.tgz"]) {
      const { body } = await test.heroku.post<Build>(BUILDS, blob(bad));
      expect(await finished(body)).toMatchObject({ status: "failed" });
    }
  });

  it("take effect only after their release command, and not at all if it fails", async () => {
    const good = await finished(await start({ ...DJANGO, Procfile: "web: run\nrelease: ./migrate" }));
    const path = `/apps/notebook/releases/${good.release?.id}`;
    expect((await test.heroku.get(path)).body).toMatchObject({ status: "pending", current: false });
    test.clock.advance(300);
    expect((await test.heroku.get(path)).body).toMatchObject({ status: "succeeded", current: true });
    const bad = await finished(await start({ ...DJANGO, Procfile: "web: run\nrelease: exit 1" }));
    test.clock.advance(300);
    const { body } = await test.heroku.get<{ output_stream_url: string }>(`/apps/notebook/releases/${bad.release?.id}`);
    expect(body).toMatchObject({ status: "failed", current: false });
    const output = await test.sandbox.fetch(body.output_stream_url);
    expect(await output.text()).toBe("Running release command...\nRelease command failed.\n");
  });

  it("show their output while they run, as text and as server-sent events", async () => {
    const build = await start(DJANGO);
    const reader = (await test.sandbox.fetch(build.output_stream_url)).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    test.clock.advance(100);
    const first = await next();
    expect(first).toContain("-----> Building on the Heroku-24 stack\n");
    expect(first).not.toContain("Launching");
    const rest = next();
    test.clock.advance(300);
    expect(await rest).toContain("Released v3\n");
    const headers = { Accept: "text/event-stream", "Last-Event-ID": "1" };
    const events = await test.sandbox.fetch(build.output_stream_url, { headers });
    expect(await events.text()).toMatch(/^id: 2\ndata: -----> Python app detected\n\nid: 3\n/);
  });

  it("can be cancelled while they run", async () => {
    const build = await start(DJANGO);
    expect((await test.heroku.delete(`${BUILDS}/${build.id}`)).body).toMatchObject({ status: "failed" });
    expect(await finished(build)).toMatchObject({ status: "failed", release: null });
    expect(await outputOf(build)).toContain("Build cancelled");
  });

  it("want a source, and are found on their own app alone", async () => {
    expect((await test.heroku.post(BUILDS, {})).body).toMatchObject({ message: "Require params: source_blob." });
    const { id } = await start(DJANGO);
    await test.heroku.post("/apps", { name: "other" });
    expect((await test.heroku.get(`/apps/other/builds/${id}`)).status).toBe(404);
    expect((await test.sandbox.fetch("http://127.0.0.1/streams/builds/none")).status).toBe(404);
  });
});

describe("sources", () => {
  it("are uploaded to without a key, by whoever has the signed address", async () => {
    const { body } = await test.heroku.post<{ source_blob: { put_url: string } }>("/apps/notebook/sources");
    const forged = body.source_blob.put_url.replace(/signature=./, "signature=x");
    expect((await test.sandbox.fetch(forged, { method: "PUT", body: "x" })).status).toBe(403);
    const put = async () => (await test.sandbox.fetch(body.source_blob.put_url, { method: "PUT", body: "x" })).status;
    expect(await put()).toBe(200);
    test.clock.advance(60 * 60_000);
    expect(await put()).toBe(403);
    expect(test.sandbox.store.dump().sources).toEqual([]);
  });

  it("have a limit", async () => {
    const small = testSandbox({ limits: { sourceBytes: 10 } });
    const { body } = await small.heroku.post<{ source_blob: { put_url: string } }>("/sources");
    const put = (bytes: number) =>
      small.sandbox.fetch(body.source_blob.put_url, { method: "PUT", body: "x".repeat(bytes) });
    expect([(await put(10)).status, (await put(11)).status]).toEqual([200, 413]);
  });
});

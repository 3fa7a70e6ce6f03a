import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deployedApp } from "../support/deployed-app.ts";
import { sourceFolder, writeFiles } from "../support/source-folder.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await deployedApp(world, ["web"]));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("Slug");
const inputsOf = (source: string) => ({ app, source, processTypes: { web: "./server", worker: "./work" } });
const built = () => sourceFolder({ "server*": "#!/bin/sh\n", "node_modules/some/index.js": "1" });
const make = async (source: string) =>
  world.engine.create(urn(), (await world.engine.check(urn(), inputsOf(source))).inputs);
const slugAt = (id: unknown) =>
  world.api<{ checksum: string; size: number; process_types: object }>("GET", `/apps/${app}/slugs/${id}`);

describe("a slug", () => {
  test("takes a folder as it is, in two requests, and a release of it runs", async () => {
    const { requests, result } = await world.counting(() => make(built()));
    expect(requests.map((request) => request.split(" ")[0])).toEqual(["POST", "PUT"]);
    const { slug, checksum } = result.state;
    const found = await slugAt(slug);
    expect(found).toMatchObject({ checksum, process_types: { web: "./server", worker: "./work" } });
    expect(found.size).toBeGreaterThan(100);
    const release = world.engine.urn("Release");
    await world.engine.create(release, (await world.engine.check(release, { app, slug: slug as string })).inputs);
    const formation = await world.api<{ type: string }[]>("GET", `/apps/${app}/formation`);
    expect(formation.map(({ type }) => type)).toEqual(["web", "worker"]);
  });

  test("is the same for the same content, another for another one, and is made once for each", async () => {
    const source = built();
    const made = await make(source);
    const again = (await world.engine.check(urn(), inputsOf(source), made.inputs)).inputs;
    expect(await world.engine.diff(made, again)).toMatchObject({ changes: false });
    writeFiles(source, { "node_modules/some/index.js": "2", ".git/HEAD": "x" });
    const other = (await world.engine.check(urn(), inputsOf(source), made.inputs)).inputs;
    expect(await world.engine.diff(made, other)).toMatchObject({ replaces: ["hash"] });
  });

  test("whose answer was lost is made anew, whole", async () => {
    await world.faults([{ method: "POST", path: "/slugs$", nth: 1, kind: "drop-after" }]);
    const { state } = await make(built());
    expect((await slugAt(state.slug)).size).toBeGreaterThan(100);
  });

  test("whose upload fails is not kept in state", async () => {
    await world.faults([{ method: "PUT", path: "/slugs/", kind: "status", status: 403 }]);
    await expect(make(built())).rejects.toMatchObject({ kept: undefined });
  });

  test("of an archive has everything under app, and no other file is taken", async () => {
    const folder = sourceFolder({ "app/server*": "#!/bin/sh\n", "app/Procfile": "web: x\n" });
    const [good, bad] = [join(folder, "good.tgz"), join(folder, "bad.tar.gz")];
    await create({ file: good, gzip: true, cwd: folder }, ["./app"]);
    writeFiles(folder, { README: "x" });
    await create({ file: bad, gzip: true, cwd: folder }, ["app", "README"]);
    expect((await slugAt((await make(good)).state.slug)).size).toBeGreaterThan(100);
    const refused = async (source: string) => (await world.engine.check(urn(), inputsOf(source))).failures;
    expect(await refused(bad)).toEqual([`source: "${bad}" has "README" outside ./app; a slug has everything in there`]);
    writeFileSync(good, "no archive");
    expect(await refused(good)).toEqual([expect.stringMatching(/^source: .* can't be read as a gzipped tar archive/)]);
    expect(await refused(join(folder, "nothing"))).toEqual([expect.stringMatching(/^source: .* does not exist/)]);
  });
});

import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { list, type ReadEntry } from "tar";
import { describe, expect, test } from "vitest";
import { sourceFiles } from "../../deploy/files.ts";
import { readSlug, readSource } from "../../deploy/source.ts";
import { DJANGO, sourceFolder, writeFiles } from "../support/source-folder.ts";

const hashOf = async (folder: string) => (await readSource(folder)).hash;

async function entriesOf(archive: Buffer): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = [];
  const folder = sourceFolder({});
  writeFileSync(join(folder, "code.tgz"), archive);
  await list({ file: join(folder, "code.tgz"), onReadEntry: (entry) => entries.push(entry), strict: true });
  return entries;
}

describe("the hash of a folder", () => {
  test("is the same wherever and whenever it was written, by whomever", async () => {
    const one = sourceFolder({ ...DJANGO, "site/a.py": "a", "bin/run*": "#!/bin/sh" });
    const other = sourceFolder({ "bin/run*": "#!/bin/sh", "site/a.py": "a", ...DJANGO });
    utimesSync(join(other, "Procfile"), new Date(0), new Date(0));
    chmodSync(join(other, "Procfile"), 0o600);
    chmodSync(join(other, "bin/run"), 0o700);
    mkdirSync(join(other, "empty"));
    expect(await hashOf(one)).toBe(await hashOf(other));
  });

  test.each([
    ["content", { "a.py": "b" }],
    ["name", { "b.py": "a" }],
    ["permission to execute", { "a.py*": "a" }],
  ])("changes with a file's %s", async (_what, files) => {
    const plain = sourceFolder({ ...DJANGO, "a.py": "a" });
    expect(await hashOf(sourceFolder({ ...DJANGO, ...files }))).not.toBe(await hashOf(plain));
  });

  test("changes with a link's target", async () => {
    const linked = (target: string) => {
      const folder = sourceFolder(DJANGO);
      symlinkSync(target, join(folder, "link"));
      return hashOf(folder);
    };
    expect(await linked("Procfile")).not.toBe(await linked("requirements.txt"));
  });
});

test("the archive holds the files alone, sorted, without times and owners", async () => {
  const source = await readSource(sourceFolder({ "z/@strange": "", "bin/run*": "", ...DJANGO }));
  const entries = await entriesOf(await source.archive());
  expect(entries.map(({ path, mode, mtime, uid }) => [path, mode, mtime?.getTime(), uid])).toEqual([
    ["Procfile", 0o644, 0, undefined],
    ["bin/run", 0o755, 0, undefined],
    ["requirements.txt", 0o644, 0, undefined],
    ["z/@strange", 0o644, 0, undefined],
  ]);
  expect(await source.archive()).toEqual(await source.archive());
});

describe("left at home is", () => {
  test("what .gitignore names, at every depth, and what belongs to git and npm", async () => {
    const folder = sourceFolder({
      ".gitignore": "*.log\n/.env\n!keep.log\n",
      ".env": "SECRET=1",
      "a.log": "",
      "keep.log": "",
      ".git/config": "",
      "node_modules/x/index.js": "",
      "web/.gitignore": "dist/\n",
      "web/dist/index.js": "",
      "web/.env": "kept: the rule is for the root",
      "web/app.js": "",
    });
    expect(await sourceFiles(folder)).toEqual([".gitignore", "keep.log", "web/.env", "web/.gitignore", "web/app.js"]);
  });

  test("what the repository around the folder ignores, but nothing of folders outside of it", async () => {
    const repository = sourceFolder({ ".git/config": "", ".gitignore": "*.pyc\n/apps/web/local\n", "outside.pyc": "" });
    writeFiles(join(repository, "apps/web"), { Procfile: "web: run", "a.pyc": "", "local/x": "" });
    expect(await sourceFiles(join(repository, "apps/web"))).toEqual(["Procfile"]);
    const alone = sourceFolder({ ".gitignore": "*\n", "inner/Procfile": "web: run" });
    expect(await sourceFiles(join(alone, "inner"))).toEqual(["Procfile"]);
  });

  test("what .slugignore names, whatever git says", async () => {
    const files = { ".slugignore": "docs\n*.md\n", "docs/a.txt": "", "a/b.md": "", "a/.gitignore": "!b.md\n" };
    expect(await sourceFiles(sourceFolder({ ...files, Procfile: "web: run" }))).toEqual([
      ".slugignore",
      "Procfile",
      "a/.gitignore",
    ]);
  });
});

test("a slug has every file of its folder under app, and git's history not", async () => {
  const folder = sourceFolder({
    "server*": "x",
    "node_modules/a/b.js": "1",
    ".git/HEAD": "x",
    ".gitignore": "server\n",
  });
  const { archive, hash } = await readSlug(folder);
  const names = (await entriesOf(await archive())).map(({ path }) => path);
  expect(names).toEqual(["app/.gitignore", "app/node_modules/a/b.js", "app/server"]);
  expect((await readSlug(folder)).hash).toBe(hash);
});

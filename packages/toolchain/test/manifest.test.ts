import {
  appendFileSync,
  chmodSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { damagedPulumis, foundPulumi } from "../pulumi-cli.ts";
import { publish, sums } from "./release.ts";
import { goodGo, machine } from "./support.ts";

/** What may have happened to a file, and what is said of it. */
const FAULTS: [string, (file: string) => void, RegExp][] = [
  ["empty", (file) => truncateSync(file), / is empty/],
  ["cut off", (file) => truncateSync(file, 5), / has 5 bytes instead of \d+/],
  ["not executable", (file) => chmodSync(file, 0o644), / is not executable/],
  ["missing", (file) => rmSync(file), / is missing/],
];

const BUILT = ["pulumi", "pulumi-language-nodejs", "pulumi-language-nodejs-3.68.0"];
const DOWNLOADED = ["pulumi", "pulumi-language-nodejs"];

const both = (names: string[]) =>
  names.flatMap((name) => FAULTS.map(([fault, damage, said]) => [name, fault, damage, said] as const));

/** Whether there are files as they were when they were made. */
const contents = (folder: string, names: string[]) => names.map((name) => readFileSync(join(folder, name), "utf8"));

describe("a file of what was built", () => {
  test.each(both(BUILT))("%s, that is %s is built again, with a line that says so", async (name, _, damage, what) => {
    const { locate, built, said, builds } = machine(goodGo());
    const pulumi = await locate();
    const before = contents(built, BUILT);
    damage(join(built, name));
    said.length = 0;
    expect(await locate()).toBe(pulumi);
    expect(builds()).toBe(4); // The CLI and its host, twice.
    expect(contents(built, BUILT)).toEqual(before);
    for (const file of BUILT) expect(statSync(join(built, file)).mode & 0o111).toBe(0o111);
    const lines = said.filter((line) => line.includes("damaged"));
    expect(lines).toEqual([
      expect.stringMatching(`^The Pulumi CLI in ${built} is damaged \\(${name}${what.source}\\): getting it again\\.$`),
    ]);
  });

  test("that was only touched is looked at once, and stays", async () => {
    const { locate, built, said, builds, versionsAsked } = machine(goodGo());
    await locate();
    const [asked, lines] = [versionsAsked(), said.length];
    utimesSync(join(built, "pulumi-language-nodejs-3.68.0"), new Date(0), new Date(0));
    await locate();
    expect(versionsAsked()).toBe(asked + 1);
    await locate();
    expect([versionsAsked(), builds(), said.length]).toEqual([asked + 1, 2, lines]);
  });

  test("that has other contents of the same size is built again", async () => {
    const { locate, built, builds, said } = machine(goodGo());
    const pulumi = await locate();
    const before = readFileSync(pulumi, "utf8");
    writeFileSync(pulumi, before.replace("echo", "exit"));
    utimesSync(pulumi, new Date(0), new Date(0));
    await locate();
    expect([builds(), readFileSync(pulumi, "utf8")]).toEqual([4, before]);
    expect(said).toContainEqual(expect.stringContaining("(pulumi has other contents than when it was made)"));
    expect(await damagedPulumis({ XDG_CACHE_HOME: join(built, "..", "..") })).toEqual([]);
  });

  test("stays as it is while it can't be built again", async () => {
    const { locate, built, env } = machine(goodGo());
    await locate();
    truncateSync(join(built, "pulumi"));
    rmSync(join(String(env.PATH), "go"));
    for (let times = 0; times < 2; times++) await expect(locate()).rejects.toThrow("without Go it can't be built");
    expect(await damagedPulumis(env)).toEqual([{ folder: built, fault: "pulumi is empty" }]);
    expect(await foundPulumi(env)).toBeUndefined();
  });

  test("is not trusted without a manifest", async () => {
    const { locate, built, builds } = machine(goodGo());
    await locate();
    truncateSync(join(built, "manifest.json"));
    await locate();
    expect(builds()).toBe(4);
  });
});

describe("a file of the official download", () => {
  test.each(both(DOWNLOADED))(
    "%s, that is %s is fetched again, with a line that says so",
    async (name, _, damage, what) => {
      const release = await publish(sums("sha512"));
      const { locate, said, env } = machine(undefined);
      const pulumi = await locate(release);
      const downloaded = join(pulumi, "..");
      const before = contents(downloaded, DOWNLOADED);
      damage(join(downloaded, name));
      said.length = 0;
      expect(await locate(release)).toBe(pulumi);
      expect(contents(downloaded, DOWNLOADED)).toEqual(before);
      expect(said[0]).toMatch(`The Pulumi CLI in ${downloaded} is damaged (`);
      expect(said[0]).toMatch(RegExp(`\\(${name}${what.source}\\): getting it again\\.$`));
      expect(await foundPulumi(env)).toEqual({ pulumi, from: "download" });
    },
  );

  test("that is damaged is built where it can't be fetched", async () => {
    const { locate, built } = machine(goodGo());
    const pulumi = await locate(await publish(sums("sha512")));
    appendFileSync(pulumi, "more");
    expect(await locate()).toBe(join(built, "pulumi"));
  });
});

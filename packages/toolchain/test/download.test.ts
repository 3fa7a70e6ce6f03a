import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { create } from "tar";
import { describe, expect, test } from "vitest";
import { officialRelease, publishedChecksum, type Release, Unreachable } from "../download.ts";
import { locatePulumi } from "../pulumi-cli.ts";
import { afterwards, executable, folder } from "./support.ts";

const NAME = basename(officialRelease().archive);

/** A release on a local server, laid out as Pulumi's is. */
async function publish(checksums: (archive: Buffer) => string, sent = (archive: Buffer) => archive): Promise<Release> {
  const source = folder();
  mkdirSync(join(source, "pulumi"));
  executable(join(source, "pulumi", "pulumi"), "#!/bin/sh\necho official\n");
  const file = join(source, NAME);
  await create({ file, cwd: source, gzip: true }, ["pulumi"]);
  const archive = readFileSync(file);
  const server = createServer((request, response) => {
    response.end(request.url === `/${NAME}` ? sent(archive) : checksums(archive));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  afterwards(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { archive: `${base}/${NAME}`, checksums: `${base}/SHA512SUMS` };
}

const sums = (algorithm: string) => (archive: Buffer) =>
  `${"0".repeat(128)}  other.tar.gz\n${createHash(algorithm).update(archive).digest("hex")}  ${NAME}\n`;

/** An environment with an empty cache and no tools. */
function bare(): { env: NodeJS.ProcessEnv; cache: string } {
  const cache = folder();
  return { env: { PATH: folder(), XDG_CACHE_HOME: cache }, cache: join(cache, "consumer-notebook-toolchain") };
}

describe("Pulumi's official download", () => {
  test.each(["sha512", "sha256"])("is unpacked when its %s is the published one", async (algorithm) => {
    const release = await publish(sums(algorithm));
    const pulumi = await locatePulumi(bare().env, () => undefined, release);
    expect(readFileSync(pulumi, "utf8")).toContain("official");
  });

  test("is there the next time without a server", async () => {
    const { env } = bare();
    const first = await locatePulumi(env, () => undefined, await publish(sums("sha512")));
    const nowhere = { archive: "http://127.0.0.1:1/a", checksums: "http://127.0.0.1:1/b" };
    expect(await locatePulumi(env, () => undefined, nowhere)).toBe(first);
  });

  test("is refused with a wrong checksum, and nothing of it stays", async () => {
    const release = await publish(sums("sha512"), (archive) => Buffer.concat([archive, Buffer.from("x")]));
    const { env, cache } = bare();
    await expect(locatePulumi(env, () => undefined, release)).rejects.toThrow(/does not have the checksum/);
    expect(readdirSync(cache)).toEqual([]);
  });

  test("is refused when the checksums do not name it", async () => {
    const release = await publish(() => "aa  other.tar.gz\n");
    await expect(publishedChecksum(release)).rejects.toThrow(`lists no checksum for ${NAME}`);
  });

  test("gives up a server that does not answer", async () => {
    const server = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    afterwards(() => server.closeAllConnections());
    afterwards(() => server.close());
    const checksums = `http://127.0.0.1:${(server.address() as AddressInfo).port}/SHA512SUMS`;
    await expect(publishedChecksum({ archive: checksums, checksums }, 50)).rejects.toThrow(Unreachable);
  });

  test("leaves what it can't place in no half-made folder", async () => {
    const { env, cache } = bare();
    const release = await publish(sums("sha512"));
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "kept"), "");
    const pulumi = await locatePulumi(env, () => undefined, release);
    expect(readdirSync(cache).filter((name) => name.includes("making") || name.endsWith(".lock"))).toEqual([]);
    expect(existsSync(pulumi)).toBe(true);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publishedChecksum, Unreachable } from "../download.ts";
import { NAME, publish, sums } from "./release.ts";
import { afterwards, machine } from "./support.ts";

describe("Pulumi's official download", () => {
  test.each(["sha512", "sha256"])("is unpacked when its %s is the published one", async (algorithm) => {
    const release = await publish(sums(algorithm));
    const pulumi = await machine(undefined).locate(release);
    expect(readFileSync(pulumi, "utf8")).toContain("official");
  });

  test("is there the next time without a server", async () => {
    const { locate } = machine(undefined);
    const first = await locate(await publish(sums("sha512")));
    expect(await locate()).toBe(first);
  });

  test("is refused with a wrong checksum, and nothing of it stays", async () => {
    const release = await publish(sums("sha512"), (archive) => Buffer.concat([archive, Buffer.from("x")]));
    const { locate, cache } = machine(undefined);
    await expect(locate(release)).rejects.toThrow(/does not have the checksum/);
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
    const { locate, cache } = machine(undefined);
    const release = await publish(sums("sha512"));
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "kept"), "");
    const pulumi = await locate(release);
    expect(readdirSync(cache).filter((name) => name.includes("making") || name.endsWith(".lock"))).toEqual([]);
    expect(existsSync(pulumi)).toBe(true);
  });
});

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract } from "tar";
import { ToolchainError } from "./errors.ts";
import { PULUMI_VERSION } from "./versions.ts";

export interface Release {
  archive: string;
  checksums: string;
}

/** Pulumi's official download for this machine. The checksums lie on another host than the archive. (unverified) */
export function officialRelease(platform: string = process.platform, arch: string = process.arch): Release {
  const name = `pulumi-v${PULUMI_VERSION}-${platform}-${arch}.tar.gz`;
  return {
    archive: `https://get.pulumi.com/releases/sdk/${name}`,
    checksums: `https://github.com/pulumi/pulumi/releases/download/v${PULUMI_VERSION}/SHA512SUMS`,
  };
}

/** A host that can't be reached must cost no more than this. */
const CONNECT_TIMEOUT_MS = 3_000;
/** The archive has about 150 MB; a connection that stands still this long is given up. */
const STALL_TIMEOUT_MS = 30_000;

/** Why a download did not happen: the caller goes on with the next way. A wrong checksum is never one of these. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The archive's checksum as published; also the probe that tells whether the download can be reached at all. */
export async function publishedChecksum(release: Release, timeoutMs: number = CONNECT_TIMEOUT_MS): Promise<string> {
  const response = await get(release.checksums, AbortSignal.timeout(timeoutMs));
  const text = await response.text().catch(unreachable(release.checksums));
  const name = basename(new URL(release.archive).pathname);
  const line = text.split("\n").find((candidate) => candidate.trim().split(/\s+\*?/)[1] === name);
  const checksum = line?.trim().split(/\s+/)[0];
  if (!checksum) throw new ToolchainError(`${release.checksums} lists no checksum for ${name}.`);
  return checksum.toLowerCase();
}

/** Downloads the archive, refuses it unless its checksum is the published one, and unpacks it into a folder. */
export async function downloadPulumi(release: Release, checksum: string, folder: string): Promise<void> {
  const archive = join(folder, "archive.tar.gz");
  await fetchTo(release.archive, archive);
  await verify(archive, checksum, release.archive);
  await extract({ file: archive, cwd: folder, strip: 1 });
  await rm(archive);
}

async function fetchTo(url: string, file: string): Promise<void> {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), CONNECT_TIMEOUT_MS);
  const postpone = () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), STALL_TIMEOUT_MS);
  };
  try {
    const response = await get(url, abort.signal);
    postpone();
    const body = Readable.fromWeb(response.body as import("node:stream/web").ReadableStream);
    body.on("data", postpone);
    await pipeline(body, createWriteStream(file)).catch(unreachable(url));
  } finally {
    clearTimeout(timer);
  }
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch(unreachable(url));
  if (!response.ok) throw new Unreachable(`${url} answered ${response.status}`);
  return response;
}

function unreachable(url: string): (cause: unknown) => never {
  return (cause) => {
    throw new Unreachable(`${new URL(url).host} can't be reached`, { cause });
  };
}

async function verify(file: string, expected: string, url: string): Promise<void> {
  const hash = createHash(expected.length === 128 ? "sha512" : "sha256");
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest("hex");
  if (actual !== expected)
    throw new ToolchainError(
      `${url} does not have the checksum that Pulumi published: expected ${expected}, got ${actual}. It was not unpacked. ` +
        "Try again; if this stays, something between you and Pulumi changes what you download.",
    );
}

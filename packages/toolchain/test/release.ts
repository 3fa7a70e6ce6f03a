import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { create } from "tar";
import { officialRelease, type Release } from "../download.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { afterwards, executable, folder } from "./support.ts";

export const NAME = basename(officialRelease().archive);

/** A release on a local server, laid out as Pulumi's is. */
export async function publish(
  checksums: (archive: Buffer) => string,
  sent = (archive: Buffer) => archive,
): Promise<Release> {
  const source = folder();
  mkdirSync(join(source, "pulumi"));
  executable(join(source, "pulumi", "pulumi"), `#!/bin/sh\n# official\necho v${PULUMI_VERSION}\n`);
  executable(join(source, "pulumi", "pulumi-language-nodejs"), "#!/bin/sh\n");
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

export const sums = (algorithm: string) => (archive: Buffer) =>
  `${"0".repeat(128)}  other.tar.gz\n${createHash(algorithm).update(archive).digest("hex")}  ${NAME}\n`;

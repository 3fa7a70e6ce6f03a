import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

/** A new folder, by its real path. */
export function folder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "toolchain-test-")));
}

export function executable(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** A `pulumi` that knows nothing but its version, with a host beside it; it notes each call in `calls`. */
export function fakePulumi(bin: string, version: string): { pulumi: string; calls: string } {
  const calls = join(bin, "calls");
  const pulumi = executable(join(bin, "pulumi"), `#!/bin/sh\necho "$@" >> "${calls}"\necho v${version}\n`);
  executable(join(bin, "pulumi-language-nodejs"), "#!/bin/sh\n");
  return { pulumi, calls };
}

/** Runs after the test that calls this, the last one first. */
export function afterwards(undo: () => unknown): void {
  undos.push(undo);
}

const undos: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo();
});

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { ToolchainError } from "../errors.ts";
import { ROOT } from "../paths.ts";
import { keepFieldDocs } from "./field-docs.ts";

/** A package that others can take away, and what of it is neither compiled nor left out. */
interface Packed {
  folder: string;
  /** Files that something else starts or that are imported by name, beside those of `exports` and `bin`. */
  entries?: readonly string[];
  copied: readonly string[];
}

/** Those that others import come first. */
const PACKED: readonly Packed[] = [
  {
    folder: "packages/heroku",
    entries: ["bin/main.ts"],
    copied: ["bin/pulumi-resource-heroku", "generated/schema.json", "README.md"],
  },
  { folder: "components", copied: ["README.md"] },
  { folder: "packages/sandbox", copied: ["README.md", "page/assets"] },
];

interface Manifest {
  name: string;
  version: string;
  exports: Record<string, string>;
  bin?: Record<string, string>;
  [key: string]: unknown;
}

/**
 * Packs the provider, the components and the sandbox as npm packages of compiled JavaScript with types (Node runs no
 * TypeScript under `node_modules`). Returns the archives, as absolute paths.
 */
export async function packAll(to: string): Promise<string[]> {
  // Inside of the project, so that the types of what is packed find those of Pulumi.
  const work = await mkdtemp(join(ROOT, "node_modules", ".pack-"));
  try {
    await mkdir(to, { recursive: true });
    const stages = new Map<string, string>();
    const archives: string[] = [];
    for (const packed of PACKED) {
      const manifest: Manifest = JSON.parse(await readFile(join(ROOT, packed.folder, "package.json"), "utf8"));
      const stage = join(work, packed.folder);
      await compile(packed, manifest, stage, stages);
      keepFieldDocs(join(ROOT, packed.folder), stage);
      await copyRest(packed, manifest, stage);
      stages.set(manifest.name, stage);
      archives.push(await npmPack(stage, to));
    }
    return archives;
  } finally {
    await rm(work, { recursive: true });
  }
}

/** What is reachable from the entries, by TypeScript's own compiler. */
async function compile(packed: Packed, manifest: Manifest, stage: string, stages: Map<string, string>): Promise<void> {
  const source = join(ROOT, packed.folder);
  const entries = [...Object.values(manifest.exports), ...Object.values(manifest.bin ?? {}), ...(packed.entries ?? [])];
  const config = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      allowJs: false,
      checkJs: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: source,
      outDir: stage,
      paths: Object.fromEntries(
        [...stages].flatMap(([name, folder]) => [
          [name, [join(folder, "index.d.ts")]],
          [`${name}/*`, [join(folder, "*.d.ts")]],
        ]),
      ),
    },
    files: entries.map((entry) => join(source, entry)),
    include: [],
  };
  await mkdir(stage, { recursive: true });
  const file = join(stage, "tsconfig.json");
  await writeFile(file, JSON.stringify(config));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  await run(process.execPath, [tsc, "--project", file], stage);
  await rm(file);
}

async function copyRest({ folder, copied }: Packed, manifest: Manifest, stage: string): Promise<void> {
  await cp(join(ROOT, "LICENSE"), join(stage, "LICENSE"));
  for (const path of copied) {
    await mkdir(dirname(join(stage, path)), { recursive: true });
    await cp(join(ROOT, folder, path), join(stage, path), { recursive: true });
  }
  await writeFile(join(stage, "package.json"), `${JSON.stringify(compiled(manifest), undefined, 2)}\n`);
}

/** The manifest of what was compiled. */
function compiled({ exports, bin, ...rest }: Manifest): object {
  const js = (path: string) => path.replace(/\.ts$/, ".js");
  const entry = (path: string) => ({ types: path.replace(/\.ts$/, ".d.ts"), default: js(path) });
  return {
    ...rest,
    exports: mapValues(exports, entry),
    ...(bin ? { bin: mapValues(bin, js) } : {}),
  };
}

const mapValues = <T>(paths: Record<string, string>, to: (path: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, to(path)]));

async function npmPack(stage: string, to: string): Promise<string> {
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", resolve(to)], stage);
  return join(resolve(to), stdout.trim());
}

async function run(command: string, args: readonly string[], cwd: string): Promise<{ stdout: string }> {
  try {
    return await promisify(execFile)(command, args, { cwd, maxBuffer: 1 << 24 });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new ToolchainError(`Packing failed: ${command} ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { cacheRoot } from "@consumer-notebook/toolchain";
import { type Check, ok, type Place, problem, warning } from "../place.ts";

const MIB = 1024 * 1024;
/** A build of Pulumi fills Go's caches with about this much. */
const LITTLE_MIB = 3 * 1024;
/** State and sandbox need to write at all. */
const NOTHING_MIB = 100;

export const check: Check = async ({ root, env }: Place) => {
  const places = { "this folder": root, "the toolchain's cache": nearest(cacheRoot(env)) };
  return await Promise.all(
    Object.entries(places).map(async ([name, folder]) => {
      const { bavail, bsize } = await statfs(folder);
      const free = Math.floor((bavail * bsize) / MIB);
      const text = `${free.toLocaleString("en-US")} MiB free for ${name}`;
      if (free < NOTHING_MIB) return problem(text, `make room where ${folder} is`);
      if (free < LITTLE_MIB)
        return warning(`${text}; building Pulumi takes ${LITTLE_MIB} MiB`, "npm cache clean --force, go clean -cache");
      return ok(text);
    }),
  );
};

/** Itself, or the first folder above it that is there. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));

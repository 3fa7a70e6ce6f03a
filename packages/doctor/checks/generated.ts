import { outcomeOf } from "../command.ts";
import { type Check, type Found, ok, problem, warning } from "../place.ts";

/** The scripts of `npm run generate`, and what they read and write. */
const HEROKU = ["define", "functions", "generate", "generated", "provider.ts", "resources", "rpc/config.ts"];
const heroku = HEROKU.map((name) => `packages/heroku/${name}`);
const PAGES = ["docs/commands.md", "docs/components.md", "docs/settings.md"];
const GENERATORS: { script: string; paths: string[] }[] = [
  { script: "packages/heroku/generate/main.ts", paths: [...heroku, "docs/reference", "docs/errors.md"] },
  { script: "components/generate.ts", paths: [...heroku, "components", "packages/stack-files"] },
  {
    script: "packages/reference/main.ts",
    paths: [...PAGES, "components", "package.json", "packages/*/bin", "packages/reference"],
  },
];

/**
 * Whether `npm run generate` would write anything. What is committed is held current by the tests, so a generator, which takes
 * seconds, is asked only where something is not as committed.
 */
export const check: Check = async (place) => {
  const { root, env } = place;
  const { status } = await outcomeOf("git", ["rev-parse", "--verify", "--quiet", "HEAD"], { cwd: root, env });
  if (status !== 0) return [warning("not looked at, as git does not say what has changed here")];
  const found = await Promise.all(GENERATORS.map((generator) => staleOf(generator, place)));
  const stale = found.flat();
  return stale.length > 0 ? stale : [ok("as they were committed, or current")];
};

async function staleOf(
  { script, paths }: (typeof GENERATORS)[number],
  { root, env }: Parameters<Check>[0],
): Promise<Found[]> {
  const changed = await outcomeOf("git", ["status", "--porcelain", "--", ...paths], { cwd: root, env });
  if (changed.stdout.trim() === "") return [];
  const { status, stderr } = await outcomeOf(process.execPath, [script, "--check"], { cwd: root, env });
  if (status === 0) return [];
  const files = [...stderr.matchAll(/^ {2}(\S+)$/gm)].map(([, file]) => file);
  if (status === 1 && files.length > 0) return [problem(`not current: ${files.join(", ")}`, "npm run generate")];
  const [reason = "it did not end"] = stderr.split("\n").filter((line) => /error/i.test(line));
  return [problem(`can't be made from what is there now: ${reason.trim()}`, "npm run check")];
}

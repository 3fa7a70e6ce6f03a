import { expect, test } from "vitest";
import { probes } from "../../packages/sandbox/verify/probes/index.ts";
import { unsettled } from "../../packages/sandbox/verify/unsettled.ts";
import { files, read } from "./repository.ts";

// What nobody could verify about Heroku is either asked by `npm run verify-real`, or it says why nothing can ask it.

/** How often a file says that something is not verified. */
const marked = Object.fromEntries(
  files()
    .filter((path) => /^packages\/(sandbox|heroku)\/(?!test\/|verify\/|generated\/).*\.ts$/.test(path))
    .map((path): [string, number] => [path.replace("packages/", ""), read(path).split("(unverified)").length - 1])
    .filter(([, marks]) => marks > 0),
);

test("every mark has a probe, or a reason why none can settle it", () => {
  const known: Record<string, number> = {};
  for (const { settles } of probes) for (const path of settles) known[path] = (known[path] ?? 0) + 1;
  for (const [path, { marks }] of Object.entries(unsettled)) known[path] = (known[path] ?? 0) + marks;
  expect(known).toEqual(marked);
});

test("every probe says a fact of its own, and settles something", () => {
  expect(new Set(probes.map(({ fact }) => fact)).size).toBe(probes.length);
  expect(probes.filter(({ settles }) => settles.length === 0)).toEqual([]);
});

import { z } from "zod";
import { codeOf, type Release } from "./release.ts";

/** A release that brought code. */
export const Deployment = z.object({
  /** Number of the release. */
  version: z.int(),
  /** What Heroku says of it, such as `Deploy 0a1b2c3d`. */
  description: z.string(),
});
type Deployment = z.output<typeof Deployment>;

/** They are kept in state: enough to tell what lies between two promotions, and no more. */
const MOST = 10;

/** Of an app's releases, newest first, those up to a version that brought other code: the newest, oldest first. */
export function deploymentsUpTo(version: number, newestFirst: Release[]): Deployment[] {
  return newestFirst
    .filter((release) => release.version <= version && release.status === "succeeded")
    .filter((release, index, all) => codeOf(release) !== codeBefore(all, index))
    .slice(0, MOST)
    .reverse()
    .map(({ version, description }) => ({ version, description }));
}

function codeBefore(newestFirst: Release[], index: number): string | undefined {
  const before = newestFirst[index + 1];
  return before && codeOf(before);
}

import { ReviewDocument } from "@consumer-notebook/review";
import type { Project } from "./project.ts";

/** A review that did not fail. */
export type Reviewed = Exclude<ReviewDocument["stacks"][number], { errors: string[] }>;

/** What `npm run review -- --stack NAME --json` says of a stack. */
export async function reviewed(project: Project, stack: string): Promise<Reviewed> {
  const ran = await project.script("packages/review/bin/review.ts", ["--stack", stack, "--json"]);
  if (ran.status === 1) throw new Error(`the review failed:\n${ran.output}`);
  const [review] = ReviewDocument.parse(JSON.parse(ran.stdout)).stacks;
  if (!review || "errors" in review) throw new Error(`the preview failed:\n${ran.output}`);
  return review;
}

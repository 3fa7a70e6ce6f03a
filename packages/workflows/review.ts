import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Review {
  status: "same" | "changes" | "failed";
  /** What it says; where it failed, why. */
  text: string;
}

/** What `npm run review` says of some stacks; whoever asks says what applies it, and when. */
export async function reviewOf(
  stacks: readonly string[],
  options: readonly string[],
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<Review> {
  const script = join(root, "packages/review/bin/review.ts");
  const args = [script, ...stacks.flatMap((stack) => ["--stack", stack]), "--by-workflow", ...options];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  const [status] = (await once(child, "close")) as [number | null];
  return { status: status === 0 ? "same" : status === 2 ? "changes" : "failed", text };
}

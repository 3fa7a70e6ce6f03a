// Writes a review into its pull request. It needs nothing but Node 24: what holds a token that can write installs nothing.
import { readFileSync } from "node:fs";
import { comment, type Event } from "../comment.ts";
import { gitHubOf, needed, Refused } from "../github.ts";

try {
  const event: Event = JSON.parse(readFileSync(needed(process.env, "GITHUB_EVENT_PATH"), "utf8"));
  console.log(await comment(gitHubOf(process.env), event, needed(process.env, "REVIEW_FOLDER")));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

import { LONGEST, US } from "./comment.ts";
import { type GitHub, Refused } from "./github.ts";
import { neutral } from "./neutral.ts";

/** The first line of our issue, by which it is found again. */
export const DRIFT_MARK = "<!-- consumer-notebook: drift -->";

const TITLE = "What runs on Heroku differs from what main declares";

interface Issue {
  number: number;
  body: string | null;
  user: { login: string } | null;
  pull_request?: object;
}

/** Keeps one open issue as long as a nightly look finds a difference, and says what it did. */
export async function reportDrift(github: GitHub, found: string | undefined, run: string): Promise<string> {
  const open = await github.all<Issue>("/issues?state=open&creator=github-actions%5Bbot%5D");
  const ours = open.find(
    ({ user, body, pull_request }) => !pull_request && user?.login === US && body?.startsWith(DRIFT_MARK),
  );
  if (found === undefined) {
    if (!ours) return "Nothing differs.";
    await github.send("POST", `/issues/${ours.number}/comments`, {
      body: `Nothing differs any more: [this run](${run}).`,
    });
    await github.send("PATCH", `/issues/${ours.number}`, { state: "closed", state_reason: "completed" });
    return `Nothing differs any more: closed issue ${ours.number}.`;
  }
  const body = driftText(found, run);
  if (ours) await github.send("PATCH", `/issues/${ours.number}`, { body });
  else await github.send("POST", "/issues", { title: TITLE, body });
  return ours ? `Updated issue ${ours.number}.` : "Opened an issue.";
}

function driftText(found: string, run: string): string {
  const about =
    "Nothing of what follows happens by itself. Somebody changed something outside of this repository, or a change that was " +
    "merged is not applied yet. Declare what was meant to be; else the commands below bring back what main says " +
    `(docs/how-to/github.md). Found by [this run](${run}).`;
  const body = `${DRIFT_MARK}\n${about}\n\n${neutral(found).trim()}\n`;
  if (body.length > LONGEST)
    throw new Refused(`The issue would have ${body.length} characters; ${LONGEST} are the most.`);
  return body;
}

import { hasChanges } from "@consumer-notebook/review";
import { Run } from "./events.ts";
import { beginAnew, repair, waitForOthers } from "./interrupted.ts";
import { preview } from "./preview.ts";
import { ask, follow, PulumiFailed, show, type Workspace } from "./pulumi.ts";
import { StepFailed, type Story } from "./story.ts";
import { changesInWords, headlineInWords, nothingToChange } from "./words/changes.ts";
import { bothCost, Outputs, outcomeInWords } from "./words/outcome.ts";

/** Production reads staging's outputs, so staging comes first. */
export const STACKS = ["staging", "production"] as const;
type Stack = (typeof STACKS)[number];

/** The first of the steps that change something. */
const FIRST_PREVIEW = 2;

export interface Telling {
  story: Story;
  /** Pulumi's own output instead of ours. */
  verbose: boolean;
}

/** Each environment previewed and applied, then previewed again to show that nothing is left to change. */
export async function bringUp(workspace: Workspace, telling: Telling): Promise<void> {
  const { story } = telling;
  await waitForOthers(workspace, story.say);
  const interrupted = await prepare(workspace, telling);
  try {
    await applyAll(workspace, telling);
  } catch (error) {
    if (!interrupted || !(error instanceof StepFailed)) throw error;
    story.say("\nWhat the interrupted run made is in the way: the sandbox is emptied.");
    await beginAnew(workspace, STACKS);
    await prepare(workspace, telling);
    story.backTo(FIRST_PREVIEW);
    await applyAll(workspace, telling);
  }
  await story.step("preview both again (npx pulumi preview --stack NAME)", async () => {
    for (const stack of STACKS) await expectNoChange(workspace, stack, telling);
  });
  for (const stack of STACKS) story.say(`  ${stack}: nothing left to change.`);
}

async function applyAll(workspace: Workspace, telling: Telling): Promise<void> {
  let cents = 0;
  for (const stack of STACKS) cents += await previewAndApply(workspace, stack, telling);
  if (!telling.verbose) for (const line of bothCost(cents)) telling.story.say(line);
}

async function prepare(workspace: Workspace, { story }: Telling): Promise<boolean> {
  let interrupted = false;
  for (const stack of STACKS) {
    await ask(workspace, ["stack", "select", stack, "--create"]);
    if (await repair(workspace, stack, story.say)) interrupted = true;
  }
  await ask(workspace, ["stack", "select", STACKS[0]]);
  return interrupted;
}

/** Returns what the stack costs a month, unless Pulumi itself tells it. */
async function previewAndApply(workspace: Workspace, stack: Stack, { story, verbose }: Telling): Promise<number> {
  const { say } = story;
  const previewed = `preview ${stack} (npx pulumi preview --stack ${stack})`;
  const applied = `apply ${stack} (npx pulumi up --stack ${stack})`;
  const up = ["up", "--stack", stack, "--yes", "--skip-preview"];
  if (verbose) {
    await story.step(previewed, () => show(workspace, ["preview", "--stack", stack, "--diff"]));
    await story.step(applied, () => show(workspace, up));
    return 0;
  }
  const review = await story.step(previewed, () => preview(workspace, stack));
  for (const line of [...headlineInWords(review), ...changesInWords(review)]) say(line);
  const changed = new Set(review.changes.map(({ urn }) => urn));
  const run = new Run();
  const done = () => `${[...changed].filter((urn) => run.done.has(urn)).length} of ${changed.size} done`;
  const standing = () => [`, ${done()}`, ...(run.passing ? [run.passing] : [])].join("; ");
  await story.step(applied, () => follow(workspace, up, run), standing);
  say(changed.size === 0 ? nothingToChange(review) : `  ${done()}.`);
  for (const { severity, text } of run.said) if (severity === "warning") say(`  Warning: ${text}`);
  for (const line of outcomeInWords(Outputs.parse(run.outputs))) say(line);
  return review.cost.afterCents;
}

async function expectNoChange(workspace: Workspace, stack: Stack, { verbose }: Telling): Promise<void> {
  if (verbose) return await show(workspace, ["preview", "--stack", stack, "--expect-no-changes"]);
  const review = await preview(workspace, stack);
  if (!hasChanges(review)) return;
  const reasons = [...headlineInWords(review), ...changesInWords(review)].map((line) => line.trimStart());
  throw new PulumiFailed(`${stack} was just applied, and would be changed again`, reasons);
}

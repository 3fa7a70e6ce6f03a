import { availableParallelism } from "node:os";
import type { Outcome, Tried } from "./soak.ts";

const HEAD = `<!-- Made by: npm run --silent soak -- --keep docs/soak.json > docs/soak.md -->
# When things go wrong
What must hold whatever happens, and how often it was tried: with the real Pulumi, the provider and the sandbox as processes of
their own. \`npm test -- --all\` tries some cases of each, always the same; \`npm run soak\` goes on for as long as one likes
(\`-- --minutes 30 --seed 7\`), or until every case has had its turn, in parts if need be (\`--keep FILE\`). Of the lies that answers can
tell there are too many: a full run tries some, drawn by its seed. Nothing of it has met the real Heroku.
`;

/** What a run has done, as a page of Markdown. */
export function report({ seed, minutes, commits, tried, leftOut, figures, failures }: Outcome): string {
  const rows = tried.map(({ trial, cases, full }) => {
    const wrong = failures.filter((failure) => failure.trial === trial.name).length;
    return `| ${trial.name} | ${trial.claim} | ${cases}${Number.isFinite(full) ? ` of ${full}` : ""} | ${wrong} |`;
  });
  const counted = [...figures].map(([figure, count]) => `| ${figure} | ${count.toLocaleString("en-US")} |`);
  const again = failures.map(
    ({ trial, number, of, reason }) =>
      `\n## ${trial} ${number} ended wrong\n\nTo see it again: \`npm run soak -- --only ${trial} --case ${number} --seed ${seed}\`\n\n` +
      `\`\`\`\n${of}\n${reason}\n\`\`\``,
  );
  return [
    HEAD,
    "## The last run",
    `${new Date().toISOString().slice(0, 10)}, commit ${commits.join(", then ")}, ${availableParallelism()} cores: ${Math.round(minutes)} minutes with seed ${seed}.`,
    `**${sum(tried)} cases, ${failures.length} ended wrong.**${isFull(tried) && leftOut.length === 0 ? " A full run." : " It was not a full run: the table says how much of one."}`,
    "",
    "| Trial | What must hold | Cases | Ended wrong |",
    "|---|---|--:|--:|",
    ...rows,
    ...leftOut.map(({ trial, missing }) => `| ${trial} | **not tried: ${missing}** | 0 | |`),
    "",
    "| What was done | How often |",
    "|---|--:|",
    ...counted,
    ...again,
    "",
  ].join("\n");
}

const sum = (tried: readonly Tried[]): number => tried.reduce((total, { cases }) => total + cases, 0);

const isFull = (tried: readonly Tried[]): boolean => tried.every(({ cases, full }) => cases >= full);

import type { Outcome } from "./soak.ts";

/** What a run has done, as Markdown. */
export function report({ seed, minutes, tried, leftOut, figures, failures }: Outcome): string {
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
    `Seed ${seed}, ${Math.round(minutes)} minutes, ${failures.length} ended wrong.`,
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

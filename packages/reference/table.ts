/** The first line of every page made here. */
export const madeFrom = (from: string): string => `<!-- Made by \`npm run generate\` from ${from}; do not edit. -->`;

/** A table in Markdown. */
export const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");

const cell = (text: string) => text.replaceAll("|", "\\|");

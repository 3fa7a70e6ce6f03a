/** A bar, with the text beside it. */
export interface Bar {
  label: string;
  value: number;
}

/**
 * Horizontal bars as Mermaid, which GitHub draws in the reader's own colours, light or dark. Values stand in the labels: a bar
 * alone can't be read to the second digit. https://mermaid.js.org/syntax/xyChart.html
 */
export function barChart(title: string, unit: string, bars: readonly Bar[]): string {
  const labels = bars.map(({ label, value }) => `"${label}: ${value}"`).join(", ");
  const most = Math.ceil(Math.max(...bars.map(({ value }) => value)));
  return [
    "```mermaid",
    "xychart-beta horizontal",
    `  title "${title}"`,
    `  x-axis [${labels}]`,
    `  y-axis "${unit}" 0 --> ${most}`,
    `  bar [${bars.map(({ value }) => value).join(", ")}]`,
    "```",
  ].join("\n");
}

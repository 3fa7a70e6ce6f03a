/**
 * What a check found: `problem` keeps a command from doing what it should, `warning` may. `mend` is what to do about it.
 * @typedef {{ check: string, level: "ok" | "warning" | "problem", text: string, mend?: string | undefined }} Finding
 */

/**
 * Prints all findings, and ends with 1 if there is a problem.
 * @param {readonly Finding[]} findings
 * @param {boolean} json
 */
export function print(findings, json) {
  process.stdout.write(json ? `${JSON.stringify({ findings }, null, 2)}\n` : inWords(findings));
  process.exitCode = findings.some(({ level }) => level === "problem") ? 1 : 0;
}

/**
 * A line for each finding, and one below it for what mends it.
 * @param {readonly Finding[]} findings
 */
function inWords(findings) {
  const lines = findings.flatMap(({ check, level, text, mend }) => [
    `${level.padEnd("problem".length)}  ${check}: ${text}`,
    ...(mend === undefined ? [] : [`${" ".repeat("problem".length)}  To mend it: ${mend}`]),
  ]);
  /** @param {Finding["level"]} level */
  const count = (level) => findings.filter((finding) => finding.level === level).length;
  const sum = `${counted(count("problem"), "problem")}, ${counted(count("warning"), "warning")}, ${count("ok")} ok.`;
  return `${[...lines, "", sum].join("\n")}\n`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

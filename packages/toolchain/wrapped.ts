/** What a terminal shows in a line, if nobody made it wider. */
const COLUMNS = 80;

/** A text in lines that fit; those after the first are indented further. A word that is longer than a line stays whole. */
export function wrapped(text: string, indent = 2): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  for (const word of text.split(" ")) {
    const isFirst = line.trim() === "";
    if (!isFirst && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = " ".repeat(indent + 2) + word;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line];
}

// Names and values come from whoever wrote the change: none of them may become a heading, a link, a mention or a tag.

/** Characters that nobody sees, or that turn the direction of a text: they are shown as their code. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** What needs no care between backticks. */
const HARMLESS = /^[\w.:/+,=%-](?:[\w .:/+,=%-]*[\w.:/+,=%-])?$/;

export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}

/** The first characters, and how many are left out. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join("")}… (${characters.length - most} more characters)`;
}

const entities = (text: string, pattern: RegExp) =>
  text.replace(pattern, (character) => `&#${character.codePointAt(0)};`);

/** Where a place is narrow a long word goes on in the next line: a space without width says where it may. */
export const breakable = (text: string): string => text.replace(/[.:/_\\]|[^\s.:/_\\-]{20}/gu, "$&\u200b");

/** A name or a value, as code. */
export function code(text: string, most = 120, isNarrow = false): string {
  const whole = shortened(visible(text), most);
  const plain = isNarrow ? breakable(whole) : whole;
  if (HARMLESS.test(plain)) return `\`${plain}\``;
  // GitHub looks for addresses of mail in what the entities stand for; a tag that shows nothing parts them.
  const escaped = entities(plain, /[^\p{L}\p{N} ]/gu).replaceAll("&#64;", "<wbr>&#64;");
  return plain === "" ? "(empty)" : `<code>${escaped}</code>`;
}

/** A sentence of ours that may hold names of theirs. A space without width keeps GitHub from seeing a mention or an issue. */
export function prose(text: string, most = 500): string {
  const plain = shortened(visible(text), most);
  return entities(plain, /[&<>`*_~[\]\\|#@!{}^]|:(?=\/\/)|(?<=www)\.|^[-+=]|^\d+(?=[.)])/giu).replaceAll(
    /&#(35|64);/g,
    "&#$1;&#8203;",
  );
}

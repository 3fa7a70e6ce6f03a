/** Stands invisibly between two characters that would mean something together. */
const APART = "\u200b";

/** What a review is laid out with: tags without an attribute. */
const TAG = /^<\/?(details|summary|code|sub|wbr|br ?\/?)>/;

/** Longer than each of them. */
const LONGEST_TAG = 12;

/** Control characters except tab and newline, and those that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that others wrote, as Markdown in which nothing speaks to anybody and nothing is hidden: no HTML but a few tags
 * of layout, no mention, no reference to an issue, no link or picture whose address is not what one reads, no character
 * that turns the direction of writing. An invisible space does it, because that works inside and outside of code alike:
 * whoever wrote the text can't gain by our and GitHub's reading of Markdown differing. `#12;` stays: pictures need it.
 */
export function neutral(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(UNSEEN, "")
    .replace(/<(?=[a-z/!?])/gi, (sign, at: number, whole: string) =>
      TAG.test(whole.slice(at, at + LONGEST_TAG)) ? sign : sign + APART,
    )
    .replace(/&#0*(35|64);(?!\u200b)|&(?=[a-z]|#x|#0)/gi, (found) => found + APART)
    .replace(/@(?!\u200b)|(?<!&)#(?=[1-9]\d*(?![\w;])|&)|\bGH-(?=\d)/gi, (found) => found + APART)
    .replace(/\](?=\(|:(?!::))/g, `]${APART}`);
}

/** Long enough for every name that people give; what is longer is cut. */
const MOST = 160;

/** Characters that are not seen, or that turn around what comes after them. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]/gu;

/** A text of somebody else's for one line of the page: never endless, and nothing in it hides or reorders what is around it. */
export function shown(text: string, most = MOST): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.toWellFormed().replaceAll(UNSEEN, (character) => `⟨U+${hex(character)}⟩`);
}

const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** "1 app", "3 apps" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "$7", "$0.50", "$1,200" */
export function money(cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return `$${(cents / 100).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

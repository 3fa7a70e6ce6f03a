/** A word of a shell command: a text, or a text with the value of a variable behind it, and after that another text. */
export type Word = string | { text: string; variable: string; rest?: string };

/** A command of Heroku's CLI, to be run on the app. */
export const onApp = (...words: Word[]): string => heroku(...words, "--app", { text: "", variable: "app" });

export const heroku = (...words: Word[]): string => ["heroku", ...words.map(quoted)].join(" ");

/** As bash reads it again: text is taken as it is, and only the variable is filled in. */
export function quoted(word: Word): string {
  if (typeof word !== "string") return `"${escaped(word.text)}$${reference(word)}"`;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${escaped(word)}"`;
}

const reference = ({ variable, rest = "" }: Exclude<Word, string>) =>
  rest === "" ? variable : `{${variable}}${escaped(rest)}`;

const escaped = (text: string) => text.replace(/["\\$`]/g, "\\$&");

/** Ends the script with the name of what is missing. */
export const required = (variable: string, what: string): string => `: "\${${variable}?${what}}"`;

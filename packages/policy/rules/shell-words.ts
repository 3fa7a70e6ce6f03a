/** A word of a shell command: a plain one, or the value of `NAME=value`, `--name=value` or `--name value`. */
export interface ShellWord {
  name?: string;
  value: string;
}

/** What the shell fills in later, which stands nowhere in clear: `$NAME`, `${NAME}`, `$(command)`, `` `command` ``. */
const FILLED_IN = /\$(\w+|\{[^}]*\}|\([^)]*\))|`[^`]*`/g;
const NAMED = /^-*([A-Za-z][\w-]*)=(.*)$/;
const FLAG = /^--(?!no-)([A-Za-z][\w-]*)$/;

/** The words of a command, also those within quotes, as far as it takes to find a secret among them. */
export function wordsOf(command: string): ShellWord[] {
  const words = command
    .replace(FILLED_IN, "$")
    .replace(/["']/g, "")
    .split(/[\s;&|]+/);
  return words.map((word, index) => {
    const [, name, value = ""] = NAMED.exec(word) ?? [];
    const flag = word.startsWith("-") ? undefined : FLAG.exec(words[index - 1] ?? "")?.[1];
    if (name !== undefined) return { name: asVariable(name), value: inClear(value) };
    return { ...(flag === undefined ? {} : { name: asVariable(flag) }), value: inClear(word) };
  });
}

const inClear = (word: string) => word.replaceAll("$", "");

/** `--api-key` is called as API_KEY is. */
const asVariable = (name: string) => name.replaceAll("-", "_");

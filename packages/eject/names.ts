/** Variables that a shell, Heroku's CLI or Compose gives a meaning of its own: a secret of that name is read from another. */
const TAKEN = new Set([
  ...[
    "APP",
    "BASH_ENV",
    "EUID",
    "HEROKU_API_KEY",
    "HOME",
    "IFS",
    "IMAGE",
    "LANG",
    "NODE_OPTIONS",
    "PATH",
    "PORT",
    "PPID",
  ],
  ...["PWD", "SHELL", "TERM", "TMPDIR", "UID", "USER", "WEB_PORT"],
]);

/** Gives out names of environment variables that any shell can hold, each for one thing only. */
export function variableNames(): (wanted: string) => string {
  const given = new Map<string, string>();
  const used = new Set(TAKEN);
  return (wanted) => {
    const known = given.get(wanted);
    if (known) return known;
    const plain = wanted.replace(/\W/g, "_").replace(/^(?=\d)/, "_");
    const name = [plain, `CONFIG_${plain}`].find((each) => !used.has(each)) ?? numbered(plain, used);
    used.add(name);
    given.set(wanted, name);
    return name;
  };
}

function numbered(plain: string, used: Set<string>): string {
  for (let count = 2; ; count++) if (!used.has(`CONFIG_${plain}_${count}`)) return `CONFIG_${plain}_${count}`;
}

import { all, mapOf, type Resource, textOf } from "../resource.ts";
import { type Rule, type Violation, violation } from "../rule.ts";
import { looksRandom } from "./randomness.ts";
import { wordsOf } from "./shell-words.ts";

export const noClearSecrets: Rule = {
  name: "no-clear-secrets",
  description:
    "No config var under `vars`, and no word of a one-off job's command, which anyone may read, has a name or a value like a secret's.",
  levels: { production: "mandatory", elsewhere: "mandatory" },
  check: (stack) => [...all("ConfigVars", stack).flatMap(inVars), ...all("OneOffJob", stack).flatMap(inCommand)],
};

// No message tells a value.

function inVars(config: Resource): Violation[] {
  return Object.entries(mapOf(config, "vars")).flatMap(([name, value]) => {
    const why = typeof value === "string" && value !== "" ? reason(name, value) : undefined;
    if (!why) return [];
    const way = "move it to secretVars, and treat what was committed as known to all: make a new one";
    return [violation(config, `its ${why}; ${way}`, name)];
  });
}

function inCommand(job: Resource): Violation[] {
  const words = wordsOf(textOf(job, "command") ?? "");
  const [why] = words.flatMap(({ name = "", value }) => (value === "" ? [] : (reason(name, value) ?? [])));
  if (!why) return [];
  const way = "have the command read it from a config var of secretVars, and treat what was committed as known to all";
  return [violation(job, `a word's ${why}; ${way}`, "command")];
}

/** How the names of secrets end; `PASSWORD_MIN_LENGTH` is none. Short words need a `_` before them: `MONKEY` and `BYPASS` are none. */
const SECRET_NAME =
  /((^|_)(PWD|PASS|SALT|PEPPER|KEY|DSN)|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|TOKENS?|CREDENTIALS?|API_?KEY)$/i;
const OPEN_NAME = /(^|_)(PUBLIC|PUBLISHABLE|SITE)_?(API_?)?(KEY|TOKEN|DSN)$/i;

/** What the values of secrets look like; each kind in the words of the message. */
const SECRET_VALUES: [kind: string, pattern: RegExp][] = [
  ["an address with a password in it", /^[a-z][\w+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a signed token", /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/],
  ["an AWS access key", /^A(KIA|SIA)[0-9A-Z]{16}$/],
  ["a Heroku key", /^HRKU-/],
  ["a GitHub token", /^(gh[pousr]_|github_pat_)\w{20,}$/],
  ["a GitLab token", /^gl[a-z]{2,6}-[\w-]{20,}$/],
  ["a Google API key", /^AIza[\w-]{35}$/],
  ["a Google OAuth secret", /^GOCSPX-[\w-]{28}$/],
  ["a Google OAuth token", /^ya29\.[\w-]{20,}/],
  ["an npm token", /^npm_[A-Za-z0-9]{36}$/],
  ["a Slack webhook", /^https:\/\/hooks\.slack\.com\/(services|workflows|triggers)\/\w/],
  [
    "an address with a secret in its query",
    /^[a-z][\w+.-]*:\/\/\S*[?&](([\w-]*[_-])?(token|secret|password|key|sig|signature)|api_?key)=[^&\s]/i,
  ],
  ["a SendGrid key", /^SG\.[\w-]{16,}\./],
  ["a Slack token", /^xox[abeoprs]-/],
  ["a Stripe key", /^[rs]k_(live|test)_\w+$/],
];

function reason(name: string, value: string): string | undefined {
  if (SECRET_NAME.test(name) && !OPEN_NAME.test(name)) return "name is that of a secret";
  const kind = SECRET_VALUES.find(([, pattern]) => pattern.test(value.trim()))?.[0];
  if (kind) return `value looks like ${kind}`;
  return looksRandom(value.trim()) ? "value looks like a random key" : undefined;
}

import { type Config, configOf, SECRET } from "./stack-files.ts";

const basic = { quantity: 1, size: "basic" };
const secure = { secure: "v1:…" };
export const SET = (name: string) => `npx pulumi config set --secret ${name} --stack staging`;

/** What may be wrong with staging's stack file: what it is, the keys that are changed, and the lines of the error. */
export const WRONG: [what: string, changes: Config, lines: string[]][] = [
  ["a misspelled key", { formatoin: {} }, ['formatoin: is not known here; did you mean "formation"?']],
  [
    "a misspelled key further down",
    { formation: { web: { quantity: 1, siz: "basic" }, worker: basic } },
    ['formation.web.siz: is not known here; did you mean "size"?', "formation.web.size: is missing; it takes a text"],
  ],
  [
    "a process type that the Procfile has not",
    { formation: { web: basic, worker: basic, wroker: basic } },
    ['formation.wroker: is not known here; did you mean "worker"?'],
  ],
  ["a key that is missing", { formation: undefined }, ["formation: is missing; it takes a map of fields"]],
  [
    "a credential that the plan has not",
    { credentials: { default: { rotation: "2026-11" }, readonly: {} } },
    [
      'credentials.readonly: needs another plan than "heroku-postgresql:essential-0": the Essential plans have the credential "default" only',
    ],
  ],
  [
    "credentials of no database",
    { addOns: {}, backup: undefined, credentials: { default: {} } },
    ["credentials.default: there is no addOns.database to use; remove it"],
  ],
  [
    "a job without a command, and a release that is none",
    { jobs: { migrate: { comand: "x" } }, rollbackTo: 0 },
    [
      'jobs.migrate.comand: is not known here; did you mean "command"?',
      "jobs.migrate.command: is missing; it takes a text",
      "rollbackTo: 0 is too small; at least 1",
    ],
  ],
  ["a key that is none", { vars: JSON.parse('{ "__proto__": "x" }') }, ["vars.__proto__: is no name; remove it"]],
  [
    "a secret where its name is due",
    { secretVars: ["DJANGO_SECRET_KEY", "S3_KEY", "S3_SECRET", { S3_KEY: "itself" }, "it self"] },
    [
      "secretVars[3]: the secret value is not a text",
      "secretVars[4]: the secret value is not the name of a secret: capital letters, digits and _, such as S3_KEY",
    ],
  ],
  ["a follower of nothing", { follower: true }, ["follower: there is no addOns.database2; add it, or remove this"]],
  [
    "a follower that can't follow",
    { addOns: { ...addOns(), database2: "heroku-postgresql:standard-0" }, follower: true },
    [
      'addOns.database: "heroku-postgresql:essential-0" neither follows nor is followed: that takes the Standard tier or above on both sides',
    ],
  ],
  [
    "a primary that is not there",
    { primary: "database2", backup: undefined },
    ["primary: there is no addOns.database2; name the database that is there"],
  ],
  [
    "a database that is not said to be the primary",
    { addOns: { database2: "heroku-postgresql:standard-0" }, backup: undefined },
    ["primary: there is no addOns.database; name the database that is there"],
  ],
  ["a backup of nothing", { addOns: {} }, ["backup: there is no addOns.database to back up; remove it"]],
  [
    "a negative quantity",
    { formation: { web: { quantity: -1, size: "basic" }, worker: basic } },
    ["formation.web.quantity: -1 is too small; at least 0"],
  ],
  [
    "half a dyno, and text where a number is due",
    { formation: { web: { quantity: 0.5, size: "basic" }, worker: { quantity: "two", size: "basic" } } },
    ["formation.web.quantity: 0.5 is not a whole number", 'formation.worker.quantity: "two" is not a number'],
  ],
  [
    "two dynos of a size that has one",
    { formation: { web: { quantity: 2, size: "basic" }, worker: basic } },
    ['formation.web.quantity: 2 is too many of size "basic": one, or use standard-1x or larger'],
  ],
  [
    "preboot with a size that does not know it",
    { features: ["preboot"] },
    ['features[0]: "preboot" does not work with formation.web.size "basic": remove it, or use standard-1x or larger'],
  ],
  [
    "a name too long, with a character that names don't have",
    { app: { name: "Consumer-notebook-of-the-staging-environment" } },
    [
      'app.name: "Consumer-notebook-of-the-staging-environment" does not begin with a letter, or has other characters than a-z, 0-9 and dashes',
      'app.name: "Consumer-notebook-of-the-staging-environment" is too long; at most 30 characters',
    ],
  ],
  [
    "a plan of another service",
    { addOns: { ...addOns(), database: "heroku-redis:mini" } },
    ['addOns.database: "heroku-redis:mini" is not a plan of heroku-postgresql, such as heroku-postgresql:NAME'],
  ],
  [
    "a domain twice, and one that is none",
    { domains: ["a.example.com", "https://b.example.com", "a.example.com"] },
    [
      'domains[1]: "https://b.example.com" is not a hostname in lower case, such as www.example.com',
      'domains[2]: "a.example.com" stands here twice; remove one',
    ],
  ],
  [
    "a domain that gets no certificate",
    { domains: ["*.example.com"] },
    ['domains[0]: "*.example.com" gets no automatic certificate; name each host instead'],
  ],
  [
    "a feature that is none",
    { features: ["prebot"] },
    ['features[0]: "prebot" is not one of preboot, runtime-dyno-metadata; did you mean "preboot"?'],
  ],
  ["an hour that no day has", { backup: { hour: 24 } }, ["backup.hour: 24 is too large; at most 23"]],
  ["a word where true or false is due", { protectData: "maybe" }, ['protectData: "maybe" is not true or false']],
  ["a map where text is due", { build: { name: "x" } }, ['build: {"name":"x"} is not a text']],
  ["a list where a map is due", { vars: ["A"] }, ['vars: ["A"] is not a map']],
  [
    "a number where text is due",
    { vars: { WORKERS: 3, DEBUG: false } },
    [
      'vars.DEBUG: false is read as a boolean; put it in quotes: "false"',
      'vars.WORKERS: 3 is read as a number; put it in quotes: "3"',
    ],
  ],
  [
    "a build and a release at once",
    { release: "12", promotesFrom: "other", pipeline: undefined },
    ["release: 12 can't run where build says what runs; remove one of them"],
  ],
  [
    "a release of nobody",
    { release: "12", build: undefined },
    ["release: 12 of which stack? Name it in promotesFrom, or remove release"],
  ],
  [
    "a release that is no number",
    { release: "v12", build: undefined, promotesFrom: "other", pipeline: undefined },
    ['release: "v12" is not a number'],
  ],
  [
    "a pipeline of one's own and somebody else's",
    { promotesFrom: "other" },
    ['pipeline: "consumer-notebook" belongs to the stack in promotesFrom; remove one of them'],
  ],
  [
    "a promotion from itself",
    { promotesFrom: "staging", pipeline: undefined },
    ['promotesFrom: "staging" is this stack; name the one whose releases run here'],
  ],
  ["a secret that is missing", { S3_KEY: undefined }, [`S3_KEY: is missing; set it: ${SET("S3_KEY")}`]],
  [
    "a secret in clear",
    { S3_KEY: SECRET },
    [`S3_KEY: stands in clear, and is to be a secret; set it anew: ${SET("S3_KEY")}`],
  ],
  [
    "a secret in clear among the vars, even one that is no text",
    { vars: { S3_TOKEN: 12345 } },
    [
      `vars.S3_TOKEN: stands in clear, and sounds like a secret; name it in secretVars instead, and set it: ${SET("S3_TOKEN")}`,
    ],
  ],
  [
    "a secret inside of another key",
    { vars: { A: secure } },
    ["vars: holds a secret; give the secret a key of its own, and name that key in secretVars"],
  ],
  [
    "a secret that nothing names",
    { S3_KYE: secure },
    ['S3_KYE: is a secret that neither secretVars nor logDrains names; did you mean "S3_KEY"?'],
  ],
  [
    "a config var both open and secret",
    { vars: { S3_KEY: "x" } },
    ['secretVars[1]: "S3_KEY" stands in vars too; a config var is either open or secret'],
  ],
  [
    "a log drain whose address is none",
    { logDrains: ["LOG_DRAIN_URL", "DJANGO_SECRET_KEY"], DJANGO_SECRET_KEY: SECRET.replace("https", "ftp") },
    [
      `DJANGO_SECRET_KEY: stands in clear, and is to be a secret; set it anew: ${SET("DJANGO_SECRET_KEY")}`,
      "DJANGO_SECRET_KEY: the secret value is not an address of syslog or HTTP",
    ],
  ],
];

function addOns() {
  return configOf("staging").addOns as Config;
}

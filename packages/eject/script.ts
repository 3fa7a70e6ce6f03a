import type { AddOn } from "./add-ons.ts";
import { type Autoscaling, type Environment, fewestOf } from "./environment.ts";
import type { Job } from "./jobs.ts";
import { storeCommands } from "./key-value-store.ts";
import { heroku, onApp, required, type Word } from "./shell.ts";

type NameOf = (wanted: string) => string;

/** Scripts of Heroku CLI commands: all that can be there before the code, all that needs it, and what each deployment needs. */
export function scripts(environment: Environment, nameOf: NameOf): Record<string, string> {
  const { jobs } = environment;
  return {
    "create.sh": script(environment, "Makes the app and everything that can be there before its code.", [
      ...needed(environment, nameOf),
      "",
      ...create(environment, nameOf),
      "",
      ...next(environment),
    ]),
    "start.sh": script(environment, "Starts the app, once its code is there.", start(environment)),
    ...(jobs.length > 0 ? { "jobs.sh": script(environment, JOBS, run(jobs)) } : {}),
  };
}

const JOBS = "Runs the commands that the stack ran for each release of new code: run it after each deployment.";

const script = ({ app, further }: Environment, what: string, commands: string[]) =>
  [
    "#!/usr/bin/env bash",
    `# ${what} The name of the app may be another one: APP=NAME.`,
    ...further.map((each) => `# Not rebuilt here: ${each}.`),
    "set -euo pipefail",
    `app="\${APP:-${app.name}}"`,
    "",
    ...commands,
    "",
  ].join("\n");

/** Before the first command, so that nothing is left half made for want of a secret. */
function needed({ secretVars, drains, addOns }: Environment, nameOf: NameOf): string[] {
  const options = addOns.flatMap((addOn) => hiddenOptions(addOn).map((key) => optionName(addOn, key)));
  return [
    ...secretVars.map((key) => required(nameOf(key), `holds config var ${key}`)),
    ...drains.map((key) => required(nameOf(key), "holds the address of a log drain")),
    ...options.map((key) => required(nameOf(key), "holds an option of an add-on")),
  ];
}

function create({ app, vars, secretVars, addOns, domains, drains, pipeline }: Environment, nameOf: NameOf): string[] {
  const [first, ...others] = app.buildpacks;
  const place = app.space ? ["--space", app.space] : ["--region", app.region];
  const flags: [string, string | undefined][] = [
    ["--stack", app.stack],
    ["--team", app.team],
    ["--buildpack", first],
  ];
  const given = flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  const settings: Word[] = [
    ...Object.entries(vars).map(([key, value]) => `${key}=${value}`),
    ...secretVars.map((key) => ({ text: `${key}=`, variable: nameOf(key) })),
  ];
  return [
    heroku("apps:create", { text: "", variable: "app" }, ...place, ...given, "--no-remote"),
    ...others.map((buildpack) => onApp("buildpacks:add", buildpack)),
    ...addOns.flatMap((addOn) => addOnCommands(addOn, nameOf)),
    ...(settings.length > 0 ? [onApp("config:set", ...settings)] : []),
    ...domains.map((hostname) => onApp("domains:add", hostname)),
    ...drains.map((key) => onApp("drains:add", { text: "", variable: nameOf(key) })),
    ...(pipeline ? [pipelineCommand(pipeline)] : []),
    // Last, as a credential takes a while until it can be attached (unverified).
    ...addOns.flatMap(attachCommands),
  ];
}

function addOnCommands(addOn: AddOn, nameOf: NameOf): string[] {
  const { plan, attachment, config, backup, store } = addOn;
  const options = Object.entries(config).map(
    ([key, value]): Word =>
      value === undefined ? { text: `--${key}=`, variable: nameOf(optionName(addOn, key)) } : `--${key}=${value}`,
  );
  const as = attachment ? ["--as", attachment] : [];
  const at = backup && `${String(backup.hour).padStart(2, "0")}:00 ${backup.timezone}`;
  return [
    heroku("addons:create", plan, ...as, "--wait", ...APP_FLAG, ...(options.length > 0 ? ["--", ...options] : [])),
    ...(backup && at ? [onApp("pg:backups:schedule", backup.attachment, "--at", at)] : []),
    ...databaseCommands(addOn),
    ...(store ? storeCommands(attachment, store) : []),
  ];
}

const APP_FLAG: Word[] = ["--app", { text: "", variable: "app" }];

/** What a database takes only once it answers, which is later than that it is provisioned. */
function databaseCommands({ attachment, credentials, window, pools, links, followers }: AddOn): string[] {
  const follow = ({ plan, attachment: as }: AddOn["followers"][number]) =>
    heroku("addons:create", plan, "--as", as, "--wait", ...APP_FLAG, "--", `--follow=${attachment}`);
  const database = attachment === undefined ? [] : [attachment];
  const begin = window && [...database, window.day, window.time];
  const commands = [
    ...(begin ? [onApp("data:maintenances:window:update", ...begin)] : []),
    ...(credentials.length > 0 ? [GRANT(credentials)] : []),
    ...credentials.map((name) => onApp("pg:credentials:create", ...database, "--name", name)),
  ];
  const waits = commands.length + pools.length + links.length + followers.length > 0;
  return waits ? [onApp("pg:wait", ...database), ...commands, ...followers.map(follow)] : [];
}

const GRANT = (credentials: string[]) =>
  `# What ${credentials.join(", ")} may do is said in the database, in SQL: GRANT, with heroku pg:psql.`;

const attachCommands = ({ attachment = "", attachments, pools, links }: AddOn) => [
  ...attachments.map(({ name, credential }) => {
    const as = credential === undefined ? [] : ["--credential", credential];
    return onApp("addons:attach", { text: "", variable: "app", rest: `::${attachment}` }, "--as", name, ...as);
  }),
  ...pools.map((name) => onApp("pg:connection-pooling:attach", attachment, "--as", name)),
  ...links.flatMap(({ name, remote }) => [
    onApp("pg:wait", remote),
    onApp("pg:links:create", remote, attachment, "--as", name),
  ]),
];

const hiddenOptions = ({ config }: AddOn) => Object.keys(config).filter((key) => config[key] === undefined);

const optionName = (addOn: AddOn, option: string) => `${addOn.key}_${option}`.toUpperCase();

function pipelineCommand({ name, stage, isOwn, team }: NonNullable<Environment["pipeline"]>): string {
  const owner = isOwn && team ? ["--team", team] : [];
  return onApp(isOwn ? "pipelines:create" : "pipelines:add", name, "--stage", stage, ...owner);
}

/** What only a person knows: where the code is. */
function next({ app, promotedFrom, rolledBack, jobs }: Environment): string[] {
  const push = (commit: string) => `git push https://git.heroku.com/$app.git ${commit}:main`;
  const newest = promotedFrom ? `heroku pipelines:promote --app ${promotedFrom}` : push("HEAD");
  const [code, deploy] = rolledBack
    ? [
        `the code of v${rolledBack.version} of ${app.name}, which the stack went back to`,
        push(rolledBack.commit ?? COMMIT),
      ]
    : ["the code", newest];
  const then = jobs.some(isForEachRelease) ? "jobs.sh, which is for each deployment, and start.sh" : "start.sh";
  return [`echo "Now bring ${code}, such as with: ${deploy}"`, `echo "Then run ${then}."`];
}

/** For a person to fill in. */
const COMMIT = "COMMIT";

const isForEachRelease = (job: Job) => job.isForEachRelease;

/** What ran once is done, and stands there to be read. */
function run(jobs: Job[]): string[] {
  return [
    "# `release: COMMAND` in the Procfile has Heroku run a command by itself, before the new code serves anybody.",
    ...jobs.filter(isForEachRelease).map(jobCommand),
    ...jobs.filter((job) => !job.isForEachRelease).map((job) => `# Ran once, and is done: ${jobCommand(job)}`),
  ];
}

function jobCommand({ command, size }: Job): string {
  const flags = ["--exit-code", "--no-tty", ...(size === undefined ? [] : ["--size", size])];
  return heroku("run", ...flags, "--app", { text: "", variable: "app" }, "--", command);
}

const autoscalingFlags = ({ minimum, maximum, responseTime, notify }: Autoscaling): string[] => [
  ...["--min", String(minimum), "--max", String(maximum), "--p95", String(responseTime)],
  ...(notify ? ["--notifications"] : []),
];

function start({ app, formation, automaticCertificates, features }: Environment): string[] {
  const dynos = Object.entries(formation).map(([type, process]) => `${type}=${fewestOf(process)}:${process.size}`);
  const limits = formation.web?.autoscaling;
  return [
    ...(dynos.length > 0 ? [onApp("ps:scale", ...dynos)] : []),
    ...(limits ? [onApp("ps:autoscale:enable", ...autoscalingFlags(limits))] : []),
    ...(automaticCertificates ? [onApp("certs:auto:enable")] : []),
    ...features.map(({ name, enabled }) => onApp(enabled ? "features:enable" : "features:disable", name)),
    ...(app.maintenance ? [onApp("maintenance:on")] : []),
  ];
}

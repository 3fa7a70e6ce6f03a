import type { AddOn, Environment } from "./environment.ts";
import { heroku, onApp, required, type Word } from "./shell.ts";

type NameOf = (wanted: string) => string;

/** Two scripts of Heroku CLI commands: all that can be there before the code, and all that needs it. */
export function scripts(environment: Environment, nameOf: NameOf): Record<"create.sh" | "start.sh", string> {
  return {
    "create.sh": script(environment, "Makes the app and everything that can be there before its code.", [
      ...needed(environment, nameOf),
      "",
      ...create(environment, nameOf),
      "",
      ...next(environment),
    ]),
    "start.sh": script(environment, "Starts the app, once its code is there.", start(environment)),
  };
}

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
  ];
}

function addOnCommands(addOn: AddOn, nameOf: NameOf): string[] {
  const { plan, attachment, config, backup } = addOn;
  const options = Object.entries(config).map(
    ([key, value]): Word =>
      value === undefined ? { text: `--${key}=`, variable: nameOf(optionName(addOn, key)) } : `--${key}=${value}`,
  );
  const as = attachment ? ["--as", attachment] : [];
  const appFlag: Word[] = ["--app", { text: "", variable: "app" }];
  const at = backup && `${String(backup.hour).padStart(2, "0")}:00 ${backup.timezone}`;
  return [
    heroku("addons:create", plan, ...as, "--wait", ...appFlag, ...(options.length > 0 ? ["--", ...options] : [])),
    ...(backup && at ? [onApp("pg:backups:schedule", backup.attachment, "--at", at)] : []),
  ];
}

const hiddenOptions = ({ config }: AddOn) => Object.keys(config).filter((key) => config[key] === undefined);

const optionName = (addOn: AddOn, option: string) => `${addOn.key}_${option}`.toUpperCase();

function pipelineCommand({ name, stage, isOwn, team }: NonNullable<Environment["pipeline"]>): string {
  const owner = isOwn && team ? ["--team", team] : [];
  return onApp(isOwn ? "pipelines:create" : "pipelines:add", name, "--stage", stage, ...owner);
}

/** What only a person knows: where the code is. */
function next({ promotedFrom }: Environment): string[] {
  const deploy = promotedFrom
    ? `heroku pipelines:promote --app ${promotedFrom}`
    : "git push https://git.heroku.com/$app.git HEAD:main";
  return [`echo "Now bring the code, such as with: ${deploy}"`, `echo "Then run start.sh."`];
}

function start({ app, formation, automaticCertificates, features }: Environment): string[] {
  const dynos = Object.entries(formation).map(([type, { quantity, size }]) => `${type}=${quantity}:${size}`);
  return [
    ...(dynos.length > 0 ? [onApp("ps:scale", ...dynos)] : []),
    ...(automaticCertificates ? [onApp("certs:auto:enable")] : []),
    ...features.map(({ name, enabled }) => onApp(enabled ? "features:enable" : "features:disable", name)),
    ...(app.maintenance ? [onApp("maintenance:on")] : []),
  ];
}

import { Document } from "yaml";
import type { AddOn } from "./add-ons.ts";
import { type Environment, fewestOf } from "./environment.ts";
import { serverOptions } from "./key-value-store.ts";
import { type Service, serviceFor, takesPassword } from "./services.ts";

type NameOf = (wanted: string) => string;

/** The port that a web process listens on, which Heroku gives in PORT. */
const PORT = "8000";

const HEAD = ` Runs the same processes on a server of your own: docker compose --env-file .env up
 IMAGE is an image of the code, such as \`pack build NAME --builder heroku/builder:24\` makes; its launcher runs the commands.
 Every secret comes from the environment or from .env; env.example names them. Passwords: letters and digits only.`;

const HEAD_OF_JOBS = `
 A service of the profile "jobs" runs one command and ends: docker compose --env-file .env run --rm NAME`;

/** A Compose file with the app's processes, services in the place of its add-ons, and the names of its config vars. */
export function composeFile(environment: Environment, nameOf: NameOf): string {
  const { app, addOns } = environment;
  const known = addOns.flatMap((addOn) => {
    const service = serviceFor(addOn.plan);
    return service ? [{ addOn, service, host: hostOf(addOn, environment) }] : [];
  });
  const document = new Document({});
  document.commentBefore = environment.jobs.length > 0 ? HEAD + HEAD_OF_JOBS : HEAD;
  const config = document.createNode(configVars(environment, nameOf));
  const shared = document.createAlias(config, "config");
  const hosts = known.map(({ host }) => host);
  document.contents = document.createNode({
    name: app.name,
    "x-config": config,
    services: {
      ...Object.fromEntries(processes(environment, shared, hosts)),
      ...Object.fromEntries(jobs(environment, shared, hosts)),
      ...Object.fromEntries(known.map(({ addOn, service, host }) => [host, standIn(addOn, service, host, nameOf)])),
    },
    ...(known.some(({ service }) => service.data)
      ? { volumes: Object.fromEntries(known.flatMap(({ service, host }) => (service.data ? [[host, {}]] : []))) }
      : {}),
  }) as typeof document.contents;
  return document.toString({ lineWidth: 0 });
}

/** What each environment variable of `.env` is for, by its name. */
export function neededVariables(environment: Environment, nameOf: NameOf): Record<string, string> {
  const { secretVars, drains, addOns, rolledBack } = environment;
  const release = rolledBack ? ` as of v${rolledBack.version}` : "";
  const told: [string, string][] = [
    ["IMAGE", `image of the code${release} (compose.yaml)`],
    ...secretVars.map((key): [string, string] => [nameOf(key), `config var ${key}`]),
    ...drains.map((key): [string, string] => [nameOf(key), "address of a log drain (create.sh)"]),
    ...addOns.flatMap((addOn): [string, string][] => {
      const service = serviceFor(addOn.plan);
      if (service)
        return takesPassword(service)
          ? [[passwordName(addOn, nameOf), `password of ${service.image} (compose.yaml)`]]
          : [];
      return addOn.configVars.map((key) => [nameOf(key), `config var ${key} of ${addOn.plan} (compose.yaml)`]);
    }),
  ];
  return Object.fromEntries(told);
}

function configVars({ vars, secretVars, addOns, ...rest }: Environment, nameOf: NameOf): Record<string, string> {
  const open = Object.entries(vars).map(([key, value]) => [key, literal(value)]);
  const hidden = secretVars.map((key) => [key, read(nameOf(key), `config var ${key}`)]);
  const ofAddOns = addOns.flatMap((addOn) => {
    const host = hostOf(addOn, { addOns, vars, secretVars, ...rest });
    return addOn.configVars.map((key) => [key, valueOfAddOn(key, addOn, host, nameOf)]);
  });
  return { PORT, ...Object.fromEntries([...open, ...ofAddOns, ...hidden]) };
}

function valueOfAddOn(key: string, addOn: AddOn, host: string, nameOf: NameOf): string {
  const service = serviceFor(addOn.plan);
  if (service && key.endsWith("_URL")) return service.url(host, read(passwordName(addOn, nameOf), "password"));
  if (service && key.endsWith("_SERVERS")) return `${host}:${service.port}`;
  // A stand-in without users has no user name and no password either.
  return service ? "" : read(nameOf(key), `config var ${key} of ${addOn.plan}`);
}

function processes({ formation, commands }: Environment, config: unknown, hosts: string[]): [string, object][] {
  return Object.entries(formation).map(([type, process]) => {
    const quantity = fewestOf(process);
    const ports = quantity > 1 ? PORT : `\${WEB_PORT:-${PORT}}:${PORT}`;
    const service = {
      ...container(commands[type] ?? type, config, hosts),
      ...(type === "web" ? { ports: [ports] } : {}),
      deploy: { replicas: quantity },
      restart: "unless-stopped",
    };
    return [type, service];
  });
}

function jobs({ jobs, formation }: Environment, config: unknown, hosts: string[]): [string, object][] {
  const taken = new Set([...Object.keys(formation), ...hosts]);
  return jobs.map(({ key, command }) => {
    const name = serviceName(key);
    const service = { ...container(command, config, hosts), profiles: ["jobs"] };
    return [taken.has(name) ? `${name}-job` : name, service];
  });
}

/** What runs a command with the code and its config vars. */
const container = (command: string, config: unknown, hosts: string[]) => ({
  image: read("IMAGE", "image of the code"),
  // An image that was made with buildpacks starts commands with its launcher; it knows process types by name too.
  entrypoint: ["launcher"],
  command: [literal(command)],
  environment: config,
  ...(hosts.length > 0 ? { depends_on: [...hosts] } : {}),
});

function standIn(addOn: AddOn, { image, data, environment, command }: Service, host: string, nameOf: NameOf): object {
  const password = read(passwordName(addOn, nameOf), `password of ${image}`);
  return {
    image,
    ...(command ? { command: [...command(password), ...serverOptions(addOn.store ?? {}).map(literal)] } : {}),
    ...(environment ? { environment: environment(password) } : {}),
    ...(data ? { volumes: [`${host}:${data}`] } : {}),
    restart: "unless-stopped",
  };
}

/** Name of an add-on's stand-in, which is no process type's. */
function hostOf({ key }: AddOn, { formation }: Environment): string {
  const host = serviceName(key);
  return host in formation ? `${host}-service` : host;
}

const serviceName = (key: string) => key.replace(/[^A-Za-z0-9._-]/g, "-");

const passwordName = ({ key }: AddOn, nameOf: NameOf) => nameOf(`${key.toUpperCase()}_PASSWORD`);

/** How Compose reads a variable; it ends where there is none. */
const read = (variable: string, what: string) => `\${${variable}?${what}}`;

/** As it stands, for a reader that fills in what follows a dollar sign. */
const literal = (text: string) => text.replaceAll("$", "$$$$");

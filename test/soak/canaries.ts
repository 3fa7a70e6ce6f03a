import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parseDocument } from "yaml";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { ACTS, setSecret, wrongOnesLast } from "./canaries/acts.ts";
import { type Values, values } from "./canaries/canary.ts";
import { type Between, between, type Echo, FORMS } from "./canaries/echo.ts";
import { type Place, placeOf } from "./canaries/place.ts";
import { addCanaries, CERTIFICATE } from "./canaries/program.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

interface Case {
  values: Values;
  /** How Heroku refuses what has a secret in it. */
  echo: Echo;
  acts: (keyof typeof ACTS)[];
}

/** What has a secret in it, and everything. */
const PATHS = [
  "PATCH .*/config-vars",
  "POST .*/log-drains",
  "POST .*/addons$",
  "POST .*/sni-endpoints",
  "POST .*/dynos",
  "",
];

const names = Object.keys(ACTS) as Case["acts"];

const rounds: fc.Arbitrary<Case> = fc.record({
  values,
  echo: fc.record({
    status: fc.constantFrom(400, 401, 402, 403, 404, 409, 410, 422, 500, 503),
    form: fc.constantFrom(...FORMS),
    paths: fc.constantFrom(...PATHS),
  }),
  acts: fc.shuffledSubarray(names, { minLength: 4, maxLength: 4 }),
});

const STACK = ["--stack", "staging"];
const UP = ["up", ...STACK, "--yes", "--skip-preview"];

export const canaries: Trial<Case> = {
  name: "canaries",
  claim: "A secret, whatever characters it has, shows in no output, error, state, history or command line.",
  open,
};

async function open(count: Count): Promise<Bench<Case>> {
  const project = await newProject({ keeps: true });
  const heroku = await between(() => project.address);
  const settled = await start(project, heroku);
  return {
    cases: drawn(rounds, 12),
    attempt: (of) => attempt(project, heroku, settled, of, count),
    async close() {
      await heroku.close();
      await project.close();
    },
  };
}

/** Staging under another passphrase, with placeholders that are none of the repository's. */
async function start(project: Project, heroku: Between): Promise<Kept> {
  addCanaries(project);
  const file = join(project.folder, "Pulumi.staging.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  document.delete("encryptionsalt");
  for (const key of SECRETS) document.deleteIn(["config", `consumer-notebook:${key}`]);
  writeFileSync(file, String(document));
  const place = placeOf(project, heroku, undefined);
  await place.pulumi(["stack", "init", "organization/consumer-notebook/staging"]);
  await put(place, FIRST);
  await succeed(place, UP);
  await place.search();
  return project.keep();
}

const SECRETS = ["DJANGO_SECRET_KEY", "S3_KEY", "S3_SECRET", "LOG_DRAIN_URL"];

const FIRST: Values = {
  S3_KEY: "first",
  S3_SECRET: "first",
  LOG_DRAIN_URL: "https://first.example.com",
  marked: "first",
  variable: "first",
  drain: "https://first.example.com/other",
  option: "first",
  word: "first",
  foreign: "first",
};

async function put(place: Place, { S3_KEY, S3_SECRET, LOG_DRAIN_URL, ...others }: Values): Promise<void> {
  const { chain, key } = CERTIFICATE;
  const command = `echo ${others.word}; exit 0`;
  await setSecret(place, "canary:values", JSON.stringify({ ...others, chain, key, command }));
  for (const [name, value] of Object.entries({ S3_KEY, S3_SECRET, LOG_DRAIN_URL })) await setSecret(place, name, value);
  if (S3_KEY === FIRST.S3_KEY) await setSecret(place, "DJANGO_SECRET_KEY", "first");
}

async function succeed(place: Place, args: string[]): Promise<void> {
  const ran = await place.pulumi(args);
  if (ran.status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${ran.status}:\n${ran.output}`);
}

async function attempt(project: Project, heroku: Between, settled: Kept, of: Case, count: Count): Promise<void> {
  await project.bring(settled);
  const place = placeOf(project, heroku, of.values);
  await put(place, of.values);
  await place.pulumi(["preview", ...STACK, "--diff"]);
  heroku.echo = of.echo;
  await place.pulumi(UP);
  heroku.echo = undefined;
  await succeed(place, UP);
  await drift(place, of.values);
  for (const act of wrongOnesLast(of.acts)) await ACTS[act](place);
  await place.pulumi(["stack", "export", ...STACK]);
  count("texts searched for canaries", await place.search());
}

/** Somebody else changes a secret of ours; and what add-ons have put among the config vars is as secret. */
async function drift(place: Place, { foreign }: Values): Promise<void> {
  const { project } = place;
  const app = "/apps/consumer-notebook-staging";
  await project.api("PATCH", `${app}/config-vars`, { S3_KEY: foreign });
  const vars = await project.api<Record<string, string>>("GET", `${app}/config-vars`);
  const addOns = await project.api<{ config_vars: string[] }[]>("GET", `${app}/addons`);
  for (const key of addOns.flatMap(({ config_vars }) => config_vars)) place.hide(`an add-on's ${key}`, vars[key] ?? "");
  const drains = await project.api<{ token: string }[]>("GET", `${app}/log-drains`);
  for (const { token } of drains) place.hideWhole("a drain's token", token);
  await place.pulumi(["refresh", ...STACK, "--yes", "--skip-preview", "--diff"]);
}

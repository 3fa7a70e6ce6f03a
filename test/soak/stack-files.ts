import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { newProject, type Project } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import type { Broken } from "./random/break.ts";
import { broken } from "./random/broken.ts";
import { type Config, DRAIN, SECRETS, validConfig } from "./random/stack-file.ts";
import { IN_CLEAR } from "./random/wrong-values.ts";
import { type Count, drawn, type Trial } from "./trial.ts";

const FULL = 1_000;
const STACK = "staging";
const FILE = `Pulumi.${STACK}.yaml`;

/** Part of every secret's value. */
const CANARY = "canary-secret-91b2";

type Case = { valid: Config } | { broken: Broken };

export const stackFiles: Trial<Case> = {
  name: "stack-files",
  claim: "A broken stack file is refused at preview; a valid one goes up, comes to rest and is destroyed to nothing.",
  async open(count) {
    const project = await newProject();
    // The only team that a valid stack file names.
    await project.api("POST", "/teams", { name: "crew" });
    await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
    const head = await secretsOf(project);
    const cases = fc.oneof(
      { weight: 6, arbitrary: broken(validConfig).map((file) => ({ broken: file })) },
      { weight: 1, arbitrary: validConfig.map((config) => ({ valid: config })) },
    );
    return {
      cases: drawn<Case>(cases, FULL),
      attempt: (of) => attempt(project, head, of, count),
      close: () => project.close(),
    };
  },
};

/** What every stack file begins with: the salt, and secrets with values that must never be read anywhere. */
interface Head {
  salt: string;
  secure: Record<string, unknown>;
}

async function secretsOf(project: Project): Promise<Head> {
  for (const name of SECRETS)
    await project.ok("config", "set", "--stack", STACK, "--secret", name, `${CANARY}-${name}`);
  await project.ok("config", "set", "--stack", STACK, "--secret", DRAIN, `https://user:${CANARY}@logs.example.com/`);
  const text = readFileSync(join(project.folder, FILE), "utf8");
  const salt = /^encryptionsalt: .*$/m.exec(text)?.[0] ?? "";
  const secure = [...SECRETS, DRAIN].map((name) => {
    const ciphertext = new RegExp(`${name}:\\s+secure: (\\S+)`).exec(text)?.[1];
    return [name, { secure: ciphertext }] as const;
  });
  return { salt, secure: Object.fromEntries(secure) };
}

/** Named secrets get their values, unless the config says something else of them. */
function textOf(config: Config, { salt, secure }: Head): string {
  const named = [config.secretVars, config.logDrains].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  const secrets = named.flatMap((name) => (Object.hasOwn(secure, name) ? [[name, secure[name]] as const] : []));
  const entries = [...secrets, ...Object.entries(config)].map(
    ([key, value]) => [`consumer-notebook:${key}`, value] as const,
  );
  return `${salt}\n${stringify({ config: Object.fromEntries(entries) }, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" })}`;
}

async function attempt(project: Project, head: Head, of: Case, count: Count): Promise<void> {
  const config = "valid" in of ? of.valid : of.broken.config;
  const text = textOf(config, head);
  const file = "broken" in of && of.broken.yaml ? of.broken.yaml(text) : text;
  writeFileSync(join(project.folder, FILE), file);
  try {
    await ("valid" in of ? goesUp(project) : isRefused(project, of.broken));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${file.slice(0, 6_000)}`, { cause: error });
  }
  count("random stack files");
}

async function goesUp(project: Project): Promise<void> {
  await project.ok("up", "--stack", STACK, "--yes", "--skip-preview");
  await project.ok("preview", "--stack", STACK, "--expect-no-changes");
  await expectSettled(project, STACK);
  await project.ok("destroy", "--stack", STACK, "--yes", "--skip-preview");
  await expectNothing(project, STACK);
}

const STACK_TRACE = /^\s+at .*:\d+:\d+|^goroutine \d+|^panic:/m;

async function isRefused(project: Project, { names, yaml }: Broken): Promise<void> {
  const { requests, result } = await project.counting(() => project.pulumi(["preview", "--stack", STACK]));
  const { status, output } = result;
  const text = output.replaceAll("\\", "");
  const writes = requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  const line = text.split("\n").find((each) => each.includes(names));
  const wrong = [
    ...(status === 0 ? ["the preview is content"] : []),
    ...(writes.length > 0 ? [`it wrote: ${writes.join(", ")}`] : []),
    ...(line === undefined ? [`nothing names ${names}`] : []),
    ...(line !== undefined && !yaml && !WAY_OUT.test(text) ? ["nothing says what to do"] : []),
    ...(STACK_TRACE.test(text) ? ["it shows a stack trace"] : []),
    ...([CANARY, IN_CLEAR].some((secret) => text.includes(secret)) ? ["it tells a secret"] : []),
  ];
  if (wrong.length > 0) throw new Error(`${wrong.join("; ")}:\n${output.slice(0, 4_000)}`);
}

/** The ways in which an error says what would be right. */
const WAY_OUT =
  /remove|did you mean|use |allowed are|at least|at most|it takes|set it|choose|is not (a|an|one|the) |name |needs|put it in quotes|add one|does not exist|such as|has other characters|one thing that is wrong/;

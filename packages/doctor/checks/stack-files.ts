import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { outcomeOf } from "../command.ts";
import { effective } from "../effective.ts";
import { type Check, type Found, ok, type Place, problem } from "../place.ts";
import { encryptedIn, isRecord, projectName, type StackFile, stackFiles } from "../project-files.ts";
import { type Open, openerOf, passphraseIn } from "../secrets.ts";

/** Checks settings as the program does: it knows what they may be, which a package does not. */
const SETTINGS = "components/check-stack-files.ts";
const SCHEMA = "components/generated/stack-file.schema.json";

/** Stands for a secret that can't be opened here: whatever a secret may have to be, this is. */
const SOME_SECRET = "https://secret.invalid/";

/** What is wrong in each stack file, as the program would say it, or else as editors would. */
export const check: Check = async (place) => {
  const files = stackFiles(place.root);
  if (files.length === 0) return [problem("there is none", "git checkout 'Pulumi.*.yaml'")];
  const [unreadable, readable] = [files.filter((file) => file.unreadable), files.filter((file) => !file.unreadable)];
  const settings = await wrongSettings(readable, place);
  return [
    ...unreadable.map(({ file, unreadable }) =>
      problem(`${file} is no YAML: ${unreadable}`, `mend it, or bring it back: git checkout ${file}`),
    ),
    ...readable.flatMap((file): Found[] => {
      const wrong = settings.get(file.stack) ?? [];
      const all = wrong.length > 0 ? wrong : wrongBySchema(file, place);
      if (all.length === 0) return [ok(`${file.file} says nothing that is wrong`)];
      return all.map((reason) => problem(`${file.file}: ${reason}`, mendOf(reason, file)));
    }),
  ];
};

/** Some reasons hold the command that mends them. */
function mendOf(reason: string, { file }: StackFile): string {
  const [, command] = /set it(?: anew)?: (npx pulumi .*)$/.exec(reason) ?? [];
  if (reason.startsWith("encryptionsalt")) return "docs/how-to/real-heroku.md, step 3";
  return command ?? `edit ${file}`;
}

async function wrongSettings(files: StackFile[], place: Place): Promise<Map<string, string[]>> {
  const { root } = place;
  const { env } = effective(place);
  const project = projectName(root);
  const input = JSON.stringify(await Promise.all(files.map((file) => asPulumiHandsIt(file, project, env))));
  const { status, stdout, stderr } = await outcomeOf(process.execPath, [SETTINGS], { cwd: root, env, input });
  if (status !== 0) throw new Error(`${SETTINGS} failed: ${firstError(stderr)}`);
  return new Map(Object.entries(JSON.parse(stdout) as Record<string, string[]>));
}

const firstError = (text: string) => text.split("\n").find((line) => /error/i.test(line)) ?? "it said nothing";

/** As a program gets it: values are text or JSON, secrets in clear. It goes through a pipe, to a process that prints no value. */
async function asPulumiHandsIt({ stack, content }: StackFile, project: string, env: NodeJS.ProcessEnv) {
  const config = Object.entries(content.config ?? {});
  const open = await openerFor(content.encryptionsalt, env);
  return {
    project,
    stack,
    config: Object.fromEntries(config.map(([key, value]) => [key, textOf(value, open)])),
    secretKeys: config.filter(([, value]) => JSON.stringify(value)?.includes('"secure":')).map(([key]) => key),
  };
}

async function openerFor(salt: unknown, env: NodeJS.ProcessEnv): Promise<Open | undefined> {
  try {
    const open = await openerOf(String(salt), passphraseIn(env) ?? "");
    return typeof open === "string" ? undefined : open;
  } catch {
    return undefined; // A passphrase that can't be read is told by its own check.
  }
}

function textOf(value: unknown, open: Open | undefined): string {
  const encrypted = encryptedIn(value);
  if (encrypted === undefined) return typeof value === "string" ? value : JSON.stringify(value);
  try {
    return open?.(encrypted) ?? SOME_SECRET;
  } catch {
    return SOME_SECRET;
  }
}

/** What stands outside of the settings. Values are not repeated. */
function wrongBySchema({ file }: StackFile, { root }: Place): string[] {
  const path = join(root, SCHEMA);
  if (!existsSync(path)) return [`not looked at by ${SCHEMA}, which is missing: npm run generate`];
  const schema: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isRecord(schema)) return [];
  const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  if (isValid(parse(readFileSync(join(root, file), "utf8")))) return [];
  return (isValid.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = params.additionalProperty === undefined ? "" : ` (${params.additionalProperty})`;
    return `${instancePath.slice(1).replaceAll("/", ".") || "the file"} ${message}${extra}`;
  });
}

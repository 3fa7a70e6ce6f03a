import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { madeFrom, table } from "./table.ts";

/** What scripts do that take no options, or those of another program. */
const WITHOUT_HELP: Record<string, string> = {
  test: "Runs the checks and the core tests, from a bare clone; with `--all` every test, as CI does. Other arguments go to vitest.",
  page: "Shows the sandbox's page while other commands work on the sandbox in `.sandbox/`, until Ctrl-C.",
  doctor: "Says what is wrong with this machine and this configuration, and how to mend it; with `--json` as data.",
  generate: "Writes what is made from the sources: schemas, SDK and these pages.",
  check: "Checks format, lint and types.",
  fix: "Formats, and mends what the linter can mend by itself.",
};

interface Help {
  name: string;
  /** What the command says of itself. */
  text: string;
}

/** Every script of a package.json, with what each command says of itself. */
export async function commandsPage(scripts: Record<string, string>, root: string): Promise<string> {
  const helps = await Promise.all(
    Object.entries(scripts)
      .filter(([name]) => !(name in WITHOUT_HELP))
      .map(([name, line]) => helpOf(name, line, root)),
  );
  const without = Object.entries(WITHOUT_HELP)
    .filter(([name]) => name in scripts)
    .map(([name, text]) => [`\`${called(name)}\``, text]);
  const rows = helps.map(({ name, text }) => [
    `[\`${called(name)}\`](#${called(name).replaceAll(" ", "-")})`,
    sentenceOf(text),
  ]);
  return [
    madeFrom("package.json and the commands' own help"),
    "# Commands",
    "Options come after `--`. `npm run --silent` leaves out the two lines that npm writes first.",
    "`npx pulumi` is Pulumi, with the CLI and the Node of this repository. It and the commands for stacks work on the sandbox in",
    "`.sandbox/` where none of HEROKU_API_URL, HEROKU_API_KEY and PULUMI_BACKEND_URL is set, and else where these say.",
    "",
    table(["Command", "What it does"], [...without, ...rows]),
    "",
    ...helps.map(({ name, text }) => `## ${called(name)}\n\`\`\`text\n${text}\n\`\`\`\n`),
  ].join("\n");
}

async function helpOf(name: string, line: string, root: string): Promise<Help> {
  const [node, file = ""] = line.split(" ");
  if (node !== "node") throw new Error(`${name}: \`${line}\` has no help; say what it does in WITHOUT_HELP`);
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)(process.execPath, [file, "--help"], { cwd: root, env });
  if (!stdout.startsWith("Usage: ")) throw new Error(`${name}: \`${line} --help\` does not say how it is used`);
  return { name, text: stdout.trim() };
}

const called = (name: string) => (name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`);

/** The description stands between the usage and the options. */
function sentenceOf(help: string): string {
  const [, description = ""] = help.split("\n\n");
  return description.replaceAll("\n", " ");
}

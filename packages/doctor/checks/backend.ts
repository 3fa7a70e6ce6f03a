import { accessSync, constants, existsSync, globSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { foundPulumi, pulumiEnvironment } from "@consumer-notebook/toolchain";
import { outcomeOf } from "../command.ts";
import { effective, stateFolderOf } from "../effective.ts";
import { type Check, type Found, ok, type Place, problem, warning } from "../place.ts";
import { projectName, stackFiles } from "../project-files.ts";

const TIMEOUT_MS = 2_500;
const WHERE = "export PULUMI_BACKEND_URL=…: docs/how-to/team-backend.md says which one when";

/** Where the state is, whether it can be had, and which stacks it holds. */
export const check: Check = async (place) => {
  const { env, isSandbox } = effective(place);
  const url = env.PULUMI_BACKEND_URL || loggedInAt(env);
  if (url === undefined) return [problem("PULUMI_BACKEND_URL is not set, and nobody is logged in", WHERE)];
  const folder = stateFolderOf(place);
  if (folder !== undefined) return inFolder(folder, isSandbox, place);
  return await elsewhere(url, place);
};

function loggedInAt(env: NodeJS.ProcessEnv): string | undefined {
  const file = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "credentials.json");
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")).current || undefined;
  } catch {
    return undefined; // Pulumi can't read it either: nobody is logged in.
  }
}

/** Read without Pulumi, which would write into an empty folder. */
function inFolder(folder: string, isSandbox: boolean, { root }: Place): Found[] {
  if (!existsSync(folder))
    return isSandbox
      ? [ok("the folder .sandbox/state, which `npm start` makes")]
      : [problem(`the folder ${folder} is not there`, `mkdir -p ${folder}`)];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch {
    return [problem(`the folder ${folder} can't be written`, `chmod u+rwx ${folder}`)];
  }
  const files = globSync(`.pulumi/stacks/${projectName(root)}/*.json`, { cwd: folder });
  const stacks = files.map((file) => basename(file, ".json"));
  return [ok(`the folder ${isSandbox ? ".sandbox/state" : folder}`), ...compared(stacks, "organization/", root)];
}

async function elsewhere(url: string, { root, env }: Place): Promise<Found[]> {
  const there = await foundPulumi(env);
  const name = withoutSecrets(url);
  if (!there) return [warning(`${name}: not looked at, as there is no Pulumi CLI`, "npm start")];
  const asked = {
    ...pulumiEnvironment(there.pulumi, env),
    // Else Pulumi would write a file into an empty one, to say how it is laid out.
    PULUMI_DIY_BACKEND_LEGACY_LAYOUT: "true",
    PULUMI_DIY_BACKEND_IGNORE_DEPRECATION_WARNING: "1",
  };
  const { status, stdout, stderr, failure } = await outcomeOf(
    there.pulumi,
    ["stack", "ls", "--json", "--non-interactive"],
    {
      cwd: root,
      env: asked,
      timeoutMs: TIMEOUT_MS,
    },
  );
  if (failure === "ETIMEDOUT")
    return [
      problem(`${name} does not answer within ${TIMEOUT_MS / 1000} s`, "look at the network, or at PULUMI_BACKEND_URL"),
    ];
  if (status !== 0) {
    const reason = withoutSecrets(stderr.split("\n").find((line) => line.startsWith("error:")) ?? "it says nothing");
    return [
      problem(`${name} can't be opened: ${reason.replace(/^error: /, "")}`, isCloud(url) ? "npx pulumi login" : WHERE),
    ];
  }
  const stacks = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name.split("/").at(-1) ?? name);
  return [ok(`${name} answers`), ...compared(stacks, isCloud(url) ? undefined : "organization/", root)];
}

const isCloud = (url: string) => /^https?:/.test(url);

/** The address without what may hold a password. */
const withoutSecrets = (text: string) => text.replace(/\/\/[^@/\s]*@/g, "//").replace(/\?[^\s'"]*/g, "");

/** Stack files without a stack, and stacks without a stack file. */
function compared(stacks: readonly string[], organization: string | undefined, root: string): Found[] {
  const files = stackFiles(root);
  const project = projectName(root);
  const without = files.filter(({ stack }) => !stacks.includes(stack));
  const alone = stacks.filter((stack) => !files.some((file) => file.stack === stack));
  const found = [
    ...without.map(({ stack, file }) => {
      const name = organization === undefined ? stack : `${organization}${project}/${stack}`;
      return warning(`${file} has no stack yet`, `npx pulumi stack init ${name}`, "Stacks");
    }),
    ...alone.map((stack) =>
      warning(
        `${stack} has no stack file`,
        `git checkout Pulumi.${stack}.yaml, or where it is to go: npx pulumi destroy --stack ${stack}`,
        "Stacks",
      ),
    ),
  ];
  return found.length > 0 ? found : [ok(stacks.toSorted().join(", "), "Stacks")];
}

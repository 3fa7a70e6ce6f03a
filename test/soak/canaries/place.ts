import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { KEY, type Project, type Ran, type RunOptions } from "../../support/project.ts";
import { found, needlesOf, type Values } from "./canary.ts";
import type { Between } from "./echo.ts";
import { CERTIFICATE } from "./program.ts";

/** A passphrase that is as secret as anything. */
const PASSPHRASE = "5tw8qzkm2xv7rpnd";

/** Heroku has these by nature; neither are they anything that Pulumi or we write. */
const NOT_OURS = /^(sandbox-data|kept-|node_modules$|packages$|netrc$)/;

/** Where canaries are let fly: commands run in it, and whatever can be seen of them is kept as a text. */
export interface Place {
  project: Project;
  heroku: Between;
  /** Runs Pulumi's CLI through a Heroku that may quote. */
  pulumi(args: string[], options?: RunOptions): Promise<Ran>;
  script(path: string, args: string[], options?: RunOptions): Promise<Ran>;
  /** Something else to search for. */
  hide(place: string, value: string): void;
  /** The same of what has no long part. */
  hideWhole(place: string, value: string): void;
  values: Values | undefined;
  /** Fails if a canary is in a text, or in a file; returns how many there were. */
  search(): Promise<number>;
}

export function placeOf(project: Project, heroku: Between, values: Values | undefined): Place {
  const texts: { name: string; text: Buffer }[] = [];
  const needles = new Map<string, string>();
  const hide = (place: string, value: string) => {
    for (const needle of needlesOf(value)) needles.set(needle, place);
  };
  const temporary = join(project.folder, "tmp");
  mkdirSync(temporary, { recursive: true });
  needles.set(KEY, "the key");
  hide("the passphrase", PASSPHRASE);
  hide("the certificate's key", CERTIFICATE.key.split("\n").slice(1, -2).join("\n"));
  for (const [name, value] of Object.entries(values ?? {})) hide(name, value);
  const env = () => ({ HEROKU_API_URL: heroku.address, PULUMI_CONFIG_PASSPHRASE: PASSPHRASE, TMPDIR: temporary });
  const seen = async (name: string, options: RunOptions, work: (options: RunOptions) => Promise<Ran>) => {
    const lines = commandLines();
    const ran = await work({ ...options, env: { ...env(), ...options.env } });
    texts.push({ name, text: Buffer.from(ran.output) }, ...lines.end());
    return ran;
  };
  return {
    project,
    heroku,
    pulumi: (args, options = {}) => seen(`pulumi ${args.join(" ")}`, options, (all) => project.pulumi(args, all)),
    script: (path, args, options = {}) =>
      seen(`${path} ${args.join(" ")}`, options, (all) => project.script(path, args, all)),
    hide,
    hideWhole: (place, value) => needles.set(value, place),
    values,
    async search() {
      const requests = await project.control("GET", "/requests");
      // What runs on an app, and what it writes, is no secret to those who may see the app.
      const { dynos, logLines, ...state } = await project.control<Record<string, unknown>>("GET", "/state");
      texts.push({ name: "the sandbox's requests", text: Buffer.from(JSON.stringify(requests)) });
      texts.push({ name: "the sandbox's state", text: Buffer.from(JSON.stringify(state)) });
      texts.push({ name: "what the sandbox prints", text: Buffer.from(project.sandboxLog()) });
      const all = [...texts, ...filesIn(project.folder)];
      const wrong = all.flatMap(({ name, text }) => found(text, needles).map((place) => `${place} stands in ${name}`));
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
      return all.length;
    },
  };
}

function filesIn(folder: string) {
  const parts = readdirSync(folder).filter((name) => !NOT_OURS.test(name));
  const files = parts.flatMap((part) => {
    const path = join(folder, part);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name));
  });
  return files
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => ({ name: file.slice(folder.length + 1), text: readFileSync(file) }));
}

const LOOK_EVERY_MS = 40;

/** The command lines of all processes of this machine while something runs. */
function commandLines() {
  const lines = new Set<string>();
  const timer = setInterval(() => {
    for (const pid of processes()) lines.add(readable(`/proc/${pid}/cmdline`));
  }, LOOK_EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      return [{ name: "the command lines of processes", text: Buffer.from([...lines].join("\n")) }];
    },
  };
}

const processes = () => readdirSync("/proc").filter((name) => /^\d+$/.test(name));

/** Of a process that may have ended meanwhile. */
function readable(file: string, read: (path: string) => string = (path) => readFileSync(path, "utf8")): string {
  try {
    return read(file);
  } catch {
    return "";
  }
}

/** The provider that works in a folder. */
export const providersIn = (folder: string): number[] =>
  processes()
    .filter((pid) => readable(`/proc/${pid}/cwd`, readlinkSync) === folder)
    .filter((pid) => readable(`/proc/${pid}/cmdline`).includes("packages/heroku/bin/main.ts"))
    .map(Number);

import { isWrittenIn, type Language, languages } from "../catalogue/languages.ts";
import type { Archive } from "../model/source.ts";

/** How a build will go: the sandbox compiles nothing, so it is known from the start. */
export interface Plan {
  /** What the output shows while it runs. */
  lines: string[];
  /** Commands by process type; undefined where the build fails. */
  processTypes?: Record<string, string>;
  /** "Python" */
  language?: string;
}

export interface Wanted {
  stack: string;
  /** Of the build, else of the app: "heroku/python", or an address. */
  buildpacks: string[];
  /** As the client gave it: "SHA256:…" */
  checksum: string | null;
  /** Undefined where the source's address is not one of the sandbox's own: it fetches nothing. */
  archive: Archive | null | undefined;
}

export function planBuild({ stack, buildpacks, checksum, archive }: Wanted): Plan {
  const problem = unusable(archive, checksum);
  if (problem !== undefined || !archive?.names) return failed([], problem ?? "The source can't be read.");
  const lines = [`-----> Building on the ${stack.charAt(0).toUpperCase()}${stack.slice(1)} stack`];
  const languagesFound = buildpacks.length > 0 ? chosen(buildpacks, archive.names) : detected(archive.names);
  if ("failure" in languagesFound) return failed(lines, languagesFound.failure);
  const { found } = languagesFound;
  const language = found.at(-1);
  const procfile = archive.texts?.Procfile;
  const declared = procfile === undefined ? {} : parseProcfile(procfile);
  const defaults = defaultsOf(language, archive);
  lines.push(
    ...buildpacks.map((buildpack) => `-----> Using buildpack: ${buildpack}`),
    ...found.map(({ name }) => `-----> ${name} app detected`),
    "-----> Discovering process types",
    `       Procfile declares types -> ${Object.keys(declared).join(", ") || "(none)"}`,
    ...(Object.keys(defaults).length === 0
      ? []
      : [`       Default types for buildpack -> ${Object.keys(defaults).join(", ")}`]),
    "-----> Compressing...",
    `       Done: ${(archive.bytes / 1024).toFixed(1)}K`,
    "-----> Launching...",
  );
  return { lines, processTypes: { ...defaults, ...declared }, ...(language ? { language: language.name } : {}) };
}

/** Heroku's words are (unverified). */
function unusable(archive: Archive | null | undefined, checksum: string | null): string | undefined {
  if (archive === undefined)
    return "Could not download the source: the sandbox fetches nothing; upload to POST /sources.";
  if (archive === null) return "Could not download the source: nothing was uploaded to its address.";
  if (checksum !== null && checksum.replace(/^sha256:/i, "").toLowerCase() !== archive.sha256)
    return "The source's checksum is not the one that was given.";
  return archive.names ? undefined : "The source is not a gzipped tar archive.";
}

type Detection = { found: Language[] } | { failure: string };

/** Buildpacks that the sandbox doesn't know take any code. */
function chosen(buildpacks: string[], names: string[]): Detection {
  const known = buildpacks.flatMap((buildpack) => languages.find((each) => each.buildpack === buildpack) ?? []);
  const unfit = known.find((language) => !isWrittenIn(language, names));
  return unfit ? { failure: `App not compatible with buildpack: ${unfit.buildpack}` } : { found: known };
}

function detected(names: string[]): Detection {
  const language = languages.find((each) => isWrittenIn(each, names));
  return language ? { found: [language] } : { failure: "No default language could be detected for this app." };
}

function defaultsOf(language: Language | undefined, archive: Archive): Record<string, string> {
  if (!language) return {};
  // npm start needs a script of that name.
  const isNode = language.buildpack === "heroku/nodejs";
  if (isNode && !/"start"\s*:/.test(archive.texts?.["package.json"] ?? "")) return {};
  return language.defaults;
}

/** https://devcenter.heroku.com/articles/procfile#procfile-format */
export function parseProcfile(text: string): Record<string, string> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => /^([A-Za-z0-9_-]+):\s*(.+)$/.exec(line)?.slice(1) as [string, string]);
  return Object.fromEntries(lines.filter(Boolean).map(([type, command]) => [type, command.trim()]));
}

function failed(lines: string[], reason: string): Plan {
  return { lines: [...lines, ` !     ${reason}`, " !     Push failed"] };
}

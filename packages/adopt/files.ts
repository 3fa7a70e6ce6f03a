import { join, relative } from "node:path";
import { ToolchainError } from "@consumer-notebook/toolchain";
import { Document, isCollection, isMap } from "yaml";
import type { Settings } from "./description.ts";
import type { Import } from "./imports.ts";

/** Texts of the files of an adopted app by name. None of them holds a secret: those go through Pulumi's own encryption. */
export function filesOf(
  project: string,
  stack: string,
  paths: { folder: string; root: string },
  { settings, imports }: { settings: Settings; imports: Import[] },
): Record<string, string> {
  const up = relative(paths.folder, paths.root).replaceAll("\\", "/");
  if (!up.startsWith("..")) throw new ToolchainError(`${paths.folder} is no folder of its own.`);
  return {
    "Pulumi.yaml": projectFile(project, up),
    "index.ts": program(up),
    [`Pulumi.${stack}.yaml`]: stackFile(project, settings),
    "import.json": `${JSON.stringify({ resources: imports }, null, 2)}\n`,
  };
}

export const stackFileIn = (folder: string, stack: string): string => join(folder, `Pulumi.${stack}.yaml`);

const projectFile = (project: string, up: string) => `name: ${project}
description: Heroku app ${project}
main: index.ts
runtime:
  name: nodejs
  options:
    # Node runs TypeScript as it is.
    typescript: false
plugins:
  providers:
    - name: heroku
      path: ${up}/packages/heroku/bin
`;

const program = (up: string) => `import { readAppSettings } from "${up}/components/app-settings.ts";
import { HerokuApp } from "${up}/components/heroku-app.ts";

const app = new HerokuApp("app", readAppSettings());

export const { appId, webUrl, dnsTargets, monthlyCost, monthlyCostByLine } = app;
`;

/** What says no more than a default says is left out. */
function stackFile(project: string, settings: Settings): string {
  const { automaticCertificates, domains, ...rest } = settings;
  const said = {
    ...rest,
    domains,
    ...(automaticCertificates || domains.length === 0 ? {} : { automaticCertificates }),
  };
  const entries = Object.entries(said).filter(([key, value]) => key === "formation" || !isEmpty(value));
  const config = Object.fromEntries(entries.map(([key, value]) => [`${project}:${key}`, value]));
  const document = new Document({ config });
  for (const key of SHORT) setFlow(document.getIn(["config", `${project}:${key}`]));
  const processes = document.getIn(["config", `${project}:formation`]);
  if (isMap(processes)) for (const { value } of processes.items) setFlow(value);
  document.commentBefore = " What each line means stands in components/app-settings.ts.";
  return document.toString({ lineWidth: 0 });
}

/** Lists that are read best on one line. */
const SHORT = ["secretVars", "logDrains", "features", "pipeline"];

function setFlow(node: unknown): void {
  if (isCollection(node)) node.flow = true;
}

const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

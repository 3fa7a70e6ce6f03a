import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { WWW } from "../../../packages/sandbox/test/support/certificates.ts";
import type { Project } from "../../support/project.ts";

/** Secrets in inputs that the stack files of this repository have no place for. */
const PROGRAM = `
import { AddOn, ConfigVars, LogDrain, OneOffJob, SniEndpoint } from "@pulumi/heroku";
import { Config } from "@pulumi/pulumi/config.js";

const canaries = new Config("canary").requireSecretObject<Record<string, string>>("values");
const one = (name: string) => canaries.apply((values) => values[name] ?? "");
const app = site.appId;

new ConfigVars("canary", { app, vars: { MARKED: one("marked") }, secretVars: { VARIABLE: one("variable") } });
new LogDrain("canary", { app, url: one("drain") });
new AddOn("canary", { app, plan: "scheduler:standard", config: { option: one("option") }, confirmDataLoss: true });
new SniEndpoint("canary", { app, certificateChain: one("chain"), privateKey: one("key") });
new OneOffJob("canary", { app, command: one("command"), triggers: { word: one("word") } }, { dependsOn: site });
export const known = canaries;
`;

export const addCanaries = (project: Project): void => appendFileSync(join(project.folder, "index.ts"), PROGRAM);

/** The certificate's key is the same in each round: what opens nothing stands in the sandbox's tests. */
export const CERTIFICATE = { chain: WWW.chain, key: WWW.key };

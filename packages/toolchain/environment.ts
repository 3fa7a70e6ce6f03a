import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { findNode } from "./bin/support/node-24.mjs";
import { cacheRoot } from "./cache.ts";
import { ToolchainError } from "./errors.ts";

/** Guards nothing, and is public on purpose: it encrypts the placeholders in the stack files and the sandbox's state. */
export const SANDBOX_PASSPHRASE = "heroku-sandbox";

/** Any non-empty key is an account of its own in the sandbox. */
export const SANDBOX_KEY = "sandbox";

/** Whoever sets one of these has decided where Pulumi works; else it is the sandbox in `.sandbox/`. */
const DECIDES_WHERE = ["HEROKU_API_URL", "HEROKU_API_KEY", "PULUMI_BACKEND_URL"] as const;

export function wantsSandbox(env: NodeJS.ProcessEnv): boolean {
  return DECIDES_WHERE.every((name) => !env[name]);
}

/** The environment in which that CLI finds its host, and the host the Node that runs TypeScript as it is. */
export function pulumiEnvironment(pulumi: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const front = [dirname(nodePath(env)), ...hostFolders(pulumi)];
  return {
    // The provider lies in this repository; nobody else's that bears its name may come in from the network unasked.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NODE_COMPILE_CACHE: join(cacheRoot(env), "node-compile-cache"),
    ...env,
    PATH: [...front, env.PATH].filter(Boolean).join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Engine, program and provider are on this machine: gRPC would ask a proxy of `https_proxy` for them.
    no_grpc_proxy: [env.no_grpc_proxy ?? env.no_proxy, "localhost,127.0.0.1,::1"].filter(Boolean).join(","),
    // A key in ~/.netrc is meant for Heroku's own CLI: it is used only where someone named the endpoint.
    ...(env.HEROKU_API_URL ? {} : { HEROKU_NETRC: "off" }),
  };
}

/** What `pulumiEnvironment` lacks to work on a sandbox: its endpoint, and state and secrets that leave the folder alone. */
export function sandboxEnvironment(folder: string, url: string): NodeJS.ProcessEnv {
  return {
    HEROKU_API_URL: url,
    HEROKU_API_KEY: SANDBOX_KEY,
    HEROKU_NETRC: "off",
    PULUMI_BACKEND_URL: `file://${stateFolder(folder)}`,
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
    PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
    PULUMI_HOME: join(folder, "home"),
  };
}

export function stateFolder(folder: string): string {
  return join(folder, "state");
}

export function nodePath(env: NodeJS.ProcessEnv = process.env): string {
  const node = findNode(env);
  if (!node) throw new ToolchainError("There is no Node 24 here: run `npm ci`, or install it from https://nodejs.org.");
  return node;
}

/** A host beside the CLI goes before any other on PATH; one that lies elsewhere on PATH is found there. */
function hostFolders(pulumi: string): string[] {
  const folder = dirname(realpathSync(pulumi));
  return existsSync(join(folder, "pulumi-language-nodejs")) ? [folder] : [];
}

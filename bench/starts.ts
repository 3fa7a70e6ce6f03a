import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { askHeroku, pulumiCli, startSandbox } from "@consumer-notebook/toolchain";
import { median } from "./figures.ts";
import { WITHOUT_LIMIT } from "./subjects.ts";

/** How soon the parts are there, and how soon the sandbox answers: medians, in ms. */
export interface Starts {
  /** From the provider's start to its port on standard output. */
  providerReady: number;
  /** From the sandbox's start to its address on standard output. */
  sandboxReady: number;
  /** What loading SDK and components adds to a program that has loaded Pulumi's own parts, and then loading the settings. */
  sdkLoads: number;
  settingsLoad: number;
  /** `GET /apps/{}`, where there is one app, and where there are 1,000. */
  answer: number;
  answerAmongMany: number;
}

export type Start = keyof Starts;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PROVIDER = join(ROOT, "packages/heroku/bin/pulumi-resource-heroku");
const SANDBOX = join(ROOT, "packages/sandbox/bin/sandbox.ts");
const LOADS = join(ROOT, "bench/loads.ts");

/** The first run of a part fills Node's compile cache and is not counted. */
const RUNS = 11;
const MANY = 1000;
/** As many as Heroku allows. */
const APPS_OF_AN_ACCOUNT = 100;
const ANSWERS = 500;

export async function measureStarts(): Promise<Starts> {
  const { env } = await pulumiCli();
  const ready = (command: string, ...args: string[]) =>
    medianOf(async () => {
      const { child, ms } = await started(command, args, env);
      await ended(child);
      return ms;
    });
  return {
    providerReady: await ready(PROVIDER),
    sandboxReady: await ready(process.execPath, SANDBOX, "--port", "0"),
    ...(await loads(env)),
    ...(await answers()),
  };
}

async function loads(env: NodeJS.ProcessEnv): Promise<Pick<Starts, "sdkLoads" | "settingsLoad">> {
  const all: [number, number][] = [];
  for (let run = 0; run < RUNS; run++) {
    const { child, line } = await started(process.execPath, [LOADS], env);
    await ended(child);
    all.push(JSON.parse(line));
  }
  const counted = all.slice(1);
  return {
    sdkLoads: median(counted.map(([sdk]) => sdk)),
    settingsLoad: median(counted.map(([, settings]) => settings)),
  };
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run++) all.push(await measure());
  return median(all.slice(1));
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A process at the first line that it prints. */
async function started(command: string, args: string[], env: NodeJS.ProcessEnv) {
  const began = performance.now();
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout }))
    return { child, line, ms: performance.now() - began };
  throw new Error(`${command} ended without a word`);
}

async function ended(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}

/** How long one waits for an app, on a connection that is there already, and with a client that does little by itself. */
async function medianAnswer({ url, key }: { url: string; key: string }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { accept: "application/vnd.heroku+json; version=3", authorization: `Bearer ${key}` };
  const all: number[] = [];
  for (let nth = 0; nth < ANSWERS; nth++) {
    const began = performance.now();
    const [answer] = (await once(get(`${url}/apps/app-0`, { agent, headers }), "response")) as [IncomingMessage];
    await json(answer);
    all.push(performance.now() - began);
    if (answer.statusCode !== 200) throw new Error(`The sandbox answered with ${answer.statusCode}`);
  }
  agent.destroy();
  return median(all);
}

async function answers(): Promise<Pick<Starts, "answer" | "answerAmongMany">> {
  const sandbox = await startSandbox({ options: WITHOUT_LIMIT });
  try {
    const at = (account: number) => ({ url: sandbox.url, key: `account-${account}` });
    const create = (number: number) =>
      askHeroku(at(Math.floor(number / APPS_OF_AN_ACCOUNT)), "POST", "/apps", { name: `app-${number}` });
    const look = () => medianAnswer(at(0));
    await create(0);
    await look();
    const answer = await look();
    for (let number = 1; number < MANY; number++) await create(number);
    return { answer, answerAmongMany: await look() };
  } finally {
    await sandbox.stop();
  }
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { watchMemory } from "@consumer-notebook/toolchain";
import { KEY, type Kept, newProject, type Project, type Ran } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import { BODY_LIES, HUSH, SLOW_BODY_LIES } from "./hostile/bodies.ts";
import { type FieldLie, liesAbout, type Path, withLie } from "./hostile/fields.ts";
import { commandOf, type Phase, STACK, starts } from "./phases.ts";
import { type Between, type Exchange, shapeOf, startProxy } from "./proxy.ts";
import { type Cases, type Count, eachOf, type Trial } from "./trial.ts";

/** Every answer to one kind of request of a command is a lie. */
interface Case {
  phase: Phase;
  /** Method and path, as in `POST /pipelines`. */
  request: string;
  /** The whole answer, … */
  lie: string;
  /** … or this field of it. */
  at?: Path;
}

/** Of the 9,000 and more that there are. */
const FULL = 600;
/** A provider at rest takes about 130. */
const MOST_MB = 300;
/** A request that fails is tried for two minutes, and others after it. */
const LONGEST_MS = 6 * 60_000;
/** Long enough that every wait is seen to wait, so that there are the same cases each time. */
const PROVISION_MS = "800";
/** The lies that nobody needs to notice. */
const HARMLESS = ["unknown fields", "another type", "location of another host", "nonsense about the rate limit"];
/** Whose keys are the user's own: there a field that is unknown is a config var that is no text. */
const OPEN_MAP = /\/config-vars$/;

export const hostileAnswers: Trial<Case> = {
  name: "hostile-answers",
  claim:
    "Whatever the API answers, a command ends soon and in little memory, with success or a clear error; the key goes nowhere else; the same command then ends with what is declared.",
  async open(count) {
    const project = await newProject({ keeps: true, sandboxOptions: ["--provision-ms", PROVISION_MS] });
    const proxy = await startProxy(() => project.address);
    const foreign = await foreignHost();
    const { before, cases } = await learn(project, proxy);
    return {
      cases,
      attempt: (of) => attempt({ project, proxy, foreign, count, before: before[of.phase] }, of),
      async close() {
        await Promise.all([proxy.close(), foreign.close()]);
        await project.close();
      },
    };
  },
};

/** What there is before each command, and the lies that can be told to it. */
async function learn(project: Project, proxy: Between): Promise<{ before: Record<Phase, Kept>; cases: Cases<Case> }> {
  const whole = new Map<string, Case>();
  const fields = new Map<string, Case>();
  const add = (to: Map<string, Case>, of: Case) => to.set(JSON.stringify(of), of);
  const listen = async (phase: Phase) => {
    proxy.intercept = async (exchange, response, ask) => {
      const { answer, body } = await ask();
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      const request = shapeOf(exchange);
      for (const lie of Object.keys({ ...BODY_LIES, ...SLOW_BODY_LIES })) add(whole, { phase, request, lie });
      for (const { at, lie } of liesAbout(jsonIn(body))) add(fields, { phase, request, lie, at });
      return true;
    };
    const ran = await project.pulumi(commandOf(phase), through(proxy));
    if (ran.status !== 0) throw new Error(`${phase} fails without a lie:\n${ran.output}`);
  };
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  const before = await starts(project, listen);
  await listen("change");
  for (const phase of ["refresh", "destroy"] as const) {
    await project.bring(before[phase]);
    await listen(phase);
  }
  // In an order of their own: requests are made side by side.
  const sorted = (cases: Map<string, Case>) => eachOf([...cases.keys()].sort().map((key) => cases.get(key) as Case));
  const [ofWhole, ofFields] = [sorted(whole), sorted(fields)];
  const at = (number: number, seed: number) => (number % 2 === 0 ? ofWhole : ofFields).at(Math.floor(number / 2), seed);
  return { before, cases: { full: Math.min(FULL, whole.size + fields.size), at } };
}

const through = (proxy: Between) => ({ env: { HEROKU_API_URL: proxy.address } });

interface Place {
  project: Project;
  proxy: Between;
  foreign: Foreign;
  before: Kept;
  count: Count;
}

async function attempt({ project, proxy, foreign, before, count }: Place, of: Case): Promise<void> {
  await project.bring(before);
  let lied = 0;
  proxy.intercept = async (exchange, response, ask) => {
    if (shapeOf(exchange) !== of.request) return false;
    lied += 1;
    await lie(of, { exchange, response, ask, nth: lied, otherHost: foreign.address });
    return true;
  };
  const memory = watchMemory(proxy.address);
  const began = performance.now();
  const ran = await endsIn(LONGEST_MS, (watch) => project.pulumi(commandOf(of.phase), { ...through(proxy), watch }));
  const ms = performance.now() - began;
  proxy.intercept = undefined;
  count("hostile answers", lied);

  const wrong = wrongIn(ran, of);
  const mb = memory.stop().provider;
  if (lied === 0) wrong.push("nobody asked for it");
  if (ms > LONGEST_MS) wrong.push(`it took ${Math.round(ms / 1000)} s`);
  if (mb > MOST_MB) wrong.push(`the provider took ${Math.round(mb)} MB`);
  if (mb === 0) wrong.push("no provider was seen");
  if (foreign.withKey() > 0) wrong.push("another host got the key");
  if (wrong.length > 0) throw new Error(`${wrong.join("; ")}:\n${shortened(ran.output)}`);

  const again = await project.pulumi(commandOf(of.phase));
  if (again.status !== 0) throw new Error(`the same command fails again:\n${ran.output}\n${again.output}`);
  try {
    await (of.phase === "destroy" ? expectNothing(project, STACK) : expectSettled(project, STACK));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\nafter:\n${shortened(ran.output)}`);
  }
}

const shortened = (text: string) => (text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text);

interface Asked {
  exchange: Exchange;
  response: Parameters<(typeof BODY_LIES)[string]>[0];
  ask: () => Promise<{ body: Buffer }>;
  nth: number;
  otherHost: string;
}

/** What is asked for happens; what is said about it is not so. */
async function lie({ lie, at }: Case, { exchange, response, ask, nth, otherHost }: Asked): Promise<void> {
  const { body } = await ask();
  const json = jsonIn(body);
  const tell = at ? undefined : (BODY_LIES[lie] ?? SLOW_BODY_LIES[lie]);
  if (tell) {
    tell(response, { status: exchange.status, json, nth, otherHost });
    return;
  }
  const said = at ? withLie(json, at, lie as FieldLie, otherHost) : json;
  response.writeHead(exchange.status, { "content-type": "application/json" }).end(JSON.stringify(said));
}

/** What a command's end or output has that it must not have. */
function wrongIn({ status, output }: Ran, { lie, request }: Case): string[] {
  const wrong = Object.entries(UNWANTED).flatMap(([what, pattern]) =>
    pattern.test(output) && !(what === "a body shows" && TEXT.test(request)) ? [what] : [],
  );
  if (status === null) wrong.push("it had to be killed");
  if (status !== 0 && !/\[heroku:[a-z-]+\]/.test(output)) wrong.push("it ends without an error of the provider's");
  if (status !== 0 && HARMLESS.includes(lie) && !OPEN_MAP.test(request)) wrong.push("it fails for nothing");
  return wrong;
}

const UNWANTED = {
  "a stack trace shows": /^\s+at .+:\d+:\d+\)?$/m,
  "the provider calls itself broken": /which is a bug in it/,
  "the provider or the engine crashed": /panic:|code = Unavailable|error reading from server|heap out of memory/,
  "the key shows": new RegExp(KEY),
  "a body shows": new RegExp(`${HUSH}|\\{\\},\\{\\}|\\[\\[\\[\\[`),
  "a terminal's controls show": /\p{Cc}\[2J/u,
  "a line is without end": /^.{5000}/m,
};

/** What is sent there is no answer but a text for people, and is shown. */
const TEXT = /^GET \/streams\//;

/** Runs a command; one that does not end in time is killed. */
async function endsIn(
  ms: number,
  run: (watch: (output: string, kill: (signal: NodeJS.Signals) => void) => void) => Promise<Ran>,
): Promise<Ran> {
  let kill: ((signal: NodeJS.Signals) => void) | undefined;
  const tooLong = setTimeout(() => kill?.("SIGKILL"), ms);
  return run((_output, signal) => {
    kill = signal;
  }).finally(() => clearTimeout(tooLong));
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

interface Foreign {
  address: string;
  /** How many requests with the key it got. */
  withKey(): number;
  close(): Promise<void>;
}

/** A host that nobody has anything to tell; it takes what it gets. */
async function foreignHost(): Promise<Foreign> {
  let withKey = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = `${request.url} ${request.rawHeaders.join(" ")} ${Buffer.concat(chunks)}`;
    if (text.includes(KEY) || request.headers.authorization !== undefined) withKey += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    withKey: () => withKey,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

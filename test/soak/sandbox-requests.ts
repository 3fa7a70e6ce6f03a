import { createSandbox } from "@consumer-notebook/heroku-sandbox";
import fc from "fast-check";
import { apiAt, clear, furnish, LISTS } from "./random/furnished.ts";
import { type AnyRequest, anyRequest } from "./random/requests.ts";
import { type SandboxProcess, startSandboxProcess } from "./random/sandbox-process.ts";
import { type Answer, createSender } from "./random/send.ts";
import { type Documents, wordsIn } from "./random/words.ts";
import { type Count, drawn, type Trial } from "./trial.ts";

/** Requests of one case, which has a sandbox of its own. */
const REQUESTS = 1_000;
const FULL = 100_000;

/** A sandbox that holds what its limits let it hold stays far below this. */
const MOST_MEMORY_MB = 600;

const KEYS = ["someone", "someone-else"];

export const sandboxRequests: Trial<number> = {
  name: "sandbox-requests",
  claim: "Whatever is sent to any route of the sandbox, it answers in Heroku's form and goes on working.",
  async open(count) {
    return {
      cases: drawn(fc.nat({ max: 0x7fffffff }), FULL / REQUESTS),
      attempt: (seed) => attempt(seed, count),
      async close() {},
    };
  },
};

async function attempt(seed: number, count: Count): Promise<void> {
  const sandbox = await startSandboxProcess(seed);
  const sender = createSender(sandbox.address);
  try {
    const mine = apiAt(sandbox.address, KEYS[0] as string);
    await furnish(mine, "notebook", "paper");
    await furnish(apiAt(sandbox.address, KEYS[1] as string), "foreign-notebook", "foreign-paper");
    const requests = fc.sample(anyRequest(routes, wordsIn(await stateOf(sandbox)), KEYS), { seed, numRuns: REQUESTS });
    for (const [number, request] of requests.entries()) {
      const answer = await sender.send(request).catch((error: Error) => error.message);
      const wrong = typeof answer === "string" ? answer : wrongWith(request, answer);
      if (wrong !== undefined) throw new Error(`request ${number}: ${wrong}\n${shown(request)}\n${sandbox.log()}`);
      await withoutFaults(sandbox, request);
    }
    count("random requests to the sandbox", requests.length);
    await stillWorks(sandbox);
  } finally {
    sender.close();
    await sandbox.stop();
  }
}

const { routes, close } = createSandbox();
await close();

const stateOf = async ({ address }: SandboxProcess): Promise<Documents> =>
  (await (await fetch(`${address}/_sandbox/state`)).json()) as Documents;

/** What the sandbox was asked to get wrong is not wrong. */
async function withoutFaults({ address }: SandboxProcess, request: AnyRequest): Promise<void> {
  if (request.kind === "http" && request.path.startsWith("/_sandbox/faults"))
    await fetch(`${address}/_sandbox/faults`, { method: "PUT", body: "[]" });
}

/** What an HTTP server itself answers to what is not HTTP; Heroku's form begins behind it. */
const PARSERS_OWN = [400, 408, 413, 417, 431];

/** Where storage answers, and what: it is not Heroku's own, and has no errors of Heroku's form. */
const STORAGE = ["PUT /slugs/:file", "PUT /sources/:file"];
const STORAGES_OWN = [403, 413];

function wrongWith(request: AnyRequest, answer: Answer | undefined): string | undefined {
  if (answer === undefined) return request.kind === "raw" ? undefined : "the connection was closed without an answer";
  const { status, headers, body } = answer;
  if (status >= 500) return `status ${status}: ${body}`;
  if (status < 400 || request.kind === "raw" || request.method === "HEAD") return undefined;
  if (body.length === 0 && PARSERS_OWN.includes(status) && headers["request-id"] === undefined) return undefined;
  if (body.length === 0 && STORAGE.includes(request.route) && STORAGES_OWN.includes(status)) return undefined;
  return isHerokus(body) ? undefined : `status ${status} without id and message: ${body}`;
}

function isHerokus(body: Buffer): boolean {
  try {
    const { id, message } = JSON.parse(String(body)) as Record<string, unknown>;
    return typeof id === "string" && typeof message === "string" && message.length > 0;
  } catch {
    return false;
  }
}

function shown(request: AnyRequest): string {
  if (request.kind === "raw") return `raw ${JSON.stringify(Buffer.from(request.bytes).toString("latin1"))}`;
  const body = Buffer.from(request.body).toString("latin1");
  const whole = JSON.stringify({
    ...request,
    body: body.length > 2_000 ? `${body.slice(0, 200)}… (${body.length})` : body,
  });
  return whole.length > 6_000 ? `${whole.slice(0, 6_000)}…` : whole;
}

/** Nothing was reported, nothing is half there, and everything that people do works. */
async function stillWorks(sandbox: SandboxProcess): Promise<void> {
  const reported = sandbox.log().split("\n").slice(2).join("\n").trim();
  if (reported !== "") throw new Error(`the sandbox reported:\n${reported}`);
  const loose = looseEnds(await stateOf(sandbox));
  if (loose.length > 0) throw new Error(`the sandbox holds what belongs to nothing:\n${loose.join("\n")}`);
  for (const key of KEYS) for (const list of LISTS) await apiAt(sandbox.address, key)("GET", list);
  const api = apiAt(sandbox.address, "a-third-one");
  await furnish(api, "new-notebook", "new-paper");
  await clear(api, "new-notebook", "new-paper");
  const memory = await sandbox.memoryMb();
  if (memory > MOST_MEMORY_MB) throw new Error(`the sandbox uses ${memory} MB`);
}

/** Fields that name something in a collection. */
const REFERENCES: Record<string, string> = {
  app: "apps",
  addOn: "add-ons",
  pipeline: "pipelines",
  account: "accounts",
};

/** Collections whose documents outlive what they tell of. */
const HISTORY = ["events", "slugs", "promotions", "promotion-targets"];

function looseEnds(documents: Documents): string[] {
  const ids = new Map(Object.entries(documents).map(([name, list]) => [name, new Set(list.map(({ id }) => id))]));
  return Object.entries(documents)
    .filter(([name]) => !HISTORY.includes(name))
    .flatMap(([name, list]) =>
      list.flatMap((document) =>
        Object.entries(REFERENCES)
          .filter(([field, to]) => typeof document[field] === "string" && !ids.get(to)?.has(document[field]))
          .map(([field]) => `${name} ${document.id}: its ${field} ${document[field]} is not there`),
      ),
    );
}

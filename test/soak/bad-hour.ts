import fc from "fast-check";
import { type Kept, newProject, type Project, type Ran } from "../support/project.ts";
import { expectNothing, expectSettled } from "../support/settled.ts";
import { commandOf, STACK, starts } from "./phases.ts";
import { type Between, shapeOf, startProxy } from "./proxy.ts";
import { type Count, drawn, type Trial } from "./trial.ts";

/** How bad an hour is. */
export interface Hour {
  /** The part of the requests that fail. */
  failing: number;
  /** Longest delay of an answer. */
  delayMs: number;
  perMinute: number;
  /** Requests that are left when it begins. */
  left: number;
}

/** The figures of the claim: an `up` of staging takes about three minutes then. */
const REAL: Hour = { failing: 0.2, delayMs: 5_000, perMinute: 60, left: 10 };

interface Case extends Hour {
  phase: "up" | "change" | "destroy";
}

/** Everything that can go wrong with a request, each as often as the others. */
const FAULTS = [
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "status", status: 429 },
  { kind: "drop-before" },
  { kind: "drop-after" },
];

/** Nobody should wonder for longer whether anything still happens. */
const MOST_SILENT_MS = 20_000;

/** A full run has an hour as bad as the claim's; `npm test` has a milder one, which ends sooner. */
export const badHour = (hour: Hour = REAL, phases: Case["phase"][] = ["up", "change", "destroy"]): Trial<Case> => ({
  name: "bad-hour",
  claim:
    "While a fifth of all requests fails, answers take up to 5 s and 60 requests a minute are allowed, a command ends well, says what it waits for, and repeats a request with the same body or not at all.",
  async open(count) {
    const project = await newProject({ keeps: true });
    const proxy = await startProxy(() => project.address);
    await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
    const before = await starts(project);
    const bad = fc.record({
      ...{ failing: fc.constant(hour.failing), delayMs: fc.constant(hour.delayMs) },
      ...{ perMinute: fc.constant(hour.perMinute), left: fc.integer({ min: 0, max: hour.left }) },
      phase: fc.constantFrom(...phases),
    });
    return {
      cases: drawn(bad, 12),
      attempt: (of) => attempt({ project, proxy, before: before[of.phase], count }, of),
      async close() {
        await proxy.close();
        await project.close();
      },
    };
  },
});

interface Place {
  project: Project;
  proxy: Between;
  before: Kept;
  count: Count;
}

async function attempt({ project, proxy, before, count }: Place, of: Case): Promise<void> {
  await project.bring(before);
  const good = await sentBy(project, proxy, of.phase);
  await project.bring(before);
  await begin(project, of);
  const bad = await sentBy(project, proxy, of.phase);
  count("requests of a bad hour", bad.requests);
  await project.control("PUT", "/faults", []);
  await project.control("PUT", "/rate-limit", { perHour: 4500, left: 4500 });

  const wrong = unlike(good.bodies, bad.bodies);
  if (bad.silentMs > MOST_SILENT_MS) wrong.push(`it said nothing for ${Math.round(bad.silentMs / 1000)} s`);
  if (!/rate limit/.test(bad.ran.output)) wrong.push("it does not speak of the rate limit");
  if (!/trying again/.test(bad.ran.output)) wrong.push("it does not say that it tries again");
  if (wrong.length > 0) throw new Error(`${wrong.join("; ")}:\n${bad.ran.output}`);
  await (of.phase === "destroy" ? expectNothing(project, STACK) : expectSettled(project, STACK));
}

async function begin(project: Project, { failing, delayMs, perMinute, left }: Hour): Promise<void> {
  const all = { method: "*", path: "." };
  const rate = 1 - (1 - failing) ** (1 / FAULTS.length);
  const faults = FAULTS.map((fault) => ({ ...all, ...fault, rate }));
  await project.control("PUT", "/faults", [...faults, { ...all, kind: "delay", ms: 0, msMax: delayMs }]);
  await project.control("PUT", "/rate-limit", { perHour: perMinute * 60, left });
}

/** Runs a command; what it sent, and how long it was silent. */
async function sentBy(project: Project, proxy: Between, phase: Case["phase"]) {
  proxy.exchanges = [];
  const saying = reports();
  const ran: Ran = await project.pulumi(commandOf(phase), {
    env: { HEROKU_API_URL: proxy.address },
    watch: saying.watch,
  });
  if (ran.status !== 0) throw new Error(`${phase} ended with ${ran.status}:\n${ran.output}`);
  const bodies = new Map<string, Set<string>>();
  for (const exchange of proxy.exchanges.filter(({ method }) => method !== "GET")) {
    const shape = shapeOf(exchange);
    bodies.set(shape, (bodies.get(shape) ?? new Set()).add(exchange.body));
  }
  return { ran, bodies, requests: proxy.exchanges.length, silentMs: saying.longestMs() };
}

/** How long it is at most from a line about one of Heroku's resources to the next; Pulumi's own dots do not count. */
function reports() {
  let lines = 0;
  let lastAt = Number.POSITIVE_INFINITY;
  let longest = 0;
  return {
    watch(output: string) {
      const now = output.split("\n").filter((line) => /^ .*\bheroku:index:/.test(line)).length;
      if (now === lines) return;
      lines = now;
      longest = Math.max(longest, performance.now() - lastAt);
      lastAt = performance.now();
    },
    longestMs: () => longest,
  };
}

/** A request that was changed when it was repeated, or lost its body, is one more that a good hour does not have. */
function unlike(good: Map<string, Set<string>>, bad: Map<string, Set<string>>): string[] {
  return [...bad].flatMap(([shape, bodies]) => {
    const usual = good.get(shape) ?? new Set();
    const wrong = bodies.size > usual.size ? [`${shape} with ${bodies.size} bodies in place of ${usual.size}`] : [];
    return bodies.has("") && !usual.has("") ? [...wrong, `${shape} with an empty body`] : wrong;
  });
}

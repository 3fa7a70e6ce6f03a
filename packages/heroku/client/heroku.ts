import { z } from "zod";
import { HerokuFailure, isGone, UnknownOutcome } from "../define/errors.ts";
import { readable, type Wrong } from "../define/explain.ts";
import type { Answer, Creation, Heroku, Wait, Write } from "../define/heroku.ts";
import { nameInUrn } from "../define/urn.ts";
import { pathText } from "../define/values.ts";
import { type Cache, createCache } from "./cache.ts";
import { type Creating, createOnce, leftBehind } from "./create-once.ts";
import type { Endpoint, Environment } from "./endpoint.ts";
import { createHerokuTime } from "./heroku-time.ts";
import { createHttp, type Http, type HttpLimits } from "./http.ts";
import { createRateLimit } from "./limit.ts";
import { createNotes } from "./notes.ts";
import { type Call, createRequests, type Requests } from "./requests.ts";
import { follow, upload } from "./transfers.ts";
import { tookTooLong, wait } from "./wait.ts";
import { remembering } from "./while-saying.ts";

/** What an operation tells and learns; the engine's service gives it. */
export interface Operation {
  urn: string;
  type: string;
  /** The resource's custom timeout; none where it is 0. */
  timeoutMs: number;
  say(message: string): void;
  note(message: string): void;
  warn(message: string): void;
  made: Heroku["made"];
  forget(): void;
}

export interface Client {
  heroku(operation: Operation): Heroku;
  /** Every wait ends at once; requests under way have a moment to end. */
  cancel(): void;
  close(): Promise<void>;
}

/** Requests that have begun may end after a cancellation, so that their outcome is known. */
const LAST_REQUESTS_MS = 3_000;

interface Shared {
  requests: Requests;
  http: Http;
  cache: Cache;
  creating: Creating;
  /** What previews have said will be there. */
  foreseen: Set<string>;
  cancelled: AbortSignal;
  cut: AbortSignal;
}

export function createClient(at: {
  endpoint: Endpoint;
  key: () => string;
  http?: HttpLimits;
  env: Environment;
}): Client {
  const http = createHttp({ ...at.http, env: at.env });
  const [cache, time] = [createCache(), createHerokuTime()];
  const cancelled = new AbortController();
  const cut = new AbortController();
  const requests = createRequests({ endpoint: at.endpoint, key: at.key, http, limit: createRateLimit(), time });
  const signals = { cancelled: cancelled.signal, cut: cut.signal };
  const creating = { host: at.endpoint.host, forgetReads: cache.drop, time, notes: createNotes(at.env) };
  const shared: Shared = { requests, http, cache, creating, foreseen: new Set(), ...signals };
  return {
    heroku: (operation) => createOperation(shared, operation),
    cancel() {
      const interrupted = new HerokuFailure("interrupted", "The operation was cancelled; what exists is kept in state");
      cancelled.abort(interrupted);
      setTimeout(() => cut.abort(interrupted), LAST_REQUESTS_MS).unref();
    },
    close: () => http.close(),
  };
}

type Request = (request: Omit<Call, "signal" | "requestSignal" | "say">) => ReturnType<Requests>;

function createOperation(shared: Shared, operation: Operation): Heroku {
  const { urn, timeoutMs, note, warn, made, forget } = operation;
  const say = remembering(operation.say);
  const signal = timeoutMs > 0 ? AbortSignal.any([shared.cancelled, timeLimit(urn, timeoutMs)]) : shared.cancelled;
  const call: Request = (request) => shared.requests({ ...request, say, signal, requestSignal: shared.cut });
  // What others may share does not end with this operation's own timeout.
  const sharedCall: Request = (request) =>
    shared.requests({ ...request, say, signal: shared.cancelled, requestSignal: shared.cut });
  const get = async <T>(path: string, answer: Answer<T>) =>
    parse(path, answer, await shared.cache.share(path, () => read(sharedCall, path)));
  const look = async <T>(path: string, answer: Answer<T>) => parse(path, answer, await read(call, path));
  const write = async <T>(method: "POST" | "PUT" | "PATCH", path: string, sent: Write<T>) => {
    const { doing, body, answer, repeatable = method !== "POST" } = sent;
    shared.cache.drop();
    const { json } = await call({ method, path, doing, body, repeatable }).finally(shared.cache.drop);
    // What a creation has made is not known from such an answer, but something was made.
    return parse(path, answer, json, repeatable ? undefined : (wrong) => new UnknownOutcome(doing, wrong));
  };
  const heroku: Heroku = {
    urn,
    signal,
    get,
    find: (path, answer) => absentIfGone(get(path, answer)),
    look: (path, answer) => absentIfGone(look(path, answer)),
    async list<T>(path: string, item: Answer<T>) {
      return parse(path, z.array(item), await shared.cache.share(`${path} ${PAGE}`, () => pages(sharedCall, path)));
    },
    post: (path, sent) => write("POST", path, sent),
    put: (path, sent) => write("PUT", path, sent),
    patch: (path, sent) => write("PATCH", path, sent),
    async delete(path, { doing, body }) {
      shared.cache.drop();
      const deleted = await absentIfGone(call({ method: "DELETE", path, doing, body }).finally(shared.cache.drop));
      return deleted !== undefined;
    },
    createOnce: <T>(creation: Creation<T>) => createOnce(heroku, operation.type, creation, shared.creating),
    async requireAbsent(creation) {
      await leftBehind(heroku, operation.type, creation, shared.creating);
    },
    now: shared.creating.time.now,
    wait: <T>(awaited: Wait<T>) => wait(heroku, timeoutMs > 0 ? { ...awaited, timeoutMs } : awaited),
    upload: (url, archive) => upload(shared.http, shared.cut, url, archive, say),
    follow: (url, line, following) => follow(shared.http, signal, url, line, following),
    foresee: (path) => void shared.foreseen.add(path),
    isForeseen: (path) => shared.foreseen.has(path),
    say,
    note,
    warn,
    made,
    forget,
  };
  return heroku;
}

function timeLimit(urn: string, timeoutMs: number): AbortSignal {
  const limit = new AbortController();
  const what = nameInUrn(urn) || "the operation";
  setTimeout(() => limit.abort(tookTooLong(what, timeoutMs)), timeoutMs).unref();
  return limit.signal;
}

const absentIfGone = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });

async function read(call: Request, path: string): Promise<unknown> {
  const { json } = await call({ method: "GET", path, doing: `show ${path}` });
  return json;
}

/** The largest page that Heroku gives. https://devcenter.heroku.com/articles/platform-api-reference#ranges */
const PAGE_ITEMS = 1000;
const PAGE = `id ..; max=${PAGE_ITEMS}`;
/** More pages than any account has; a list that never ends is not a list. */
const MOST_PAGES = 100;
const LONGEST_LIST = 32 << 20;

async function pages(call: Request, path: string) {
  const items: unknown[] = [];
  const ranges = new Set<string>();
  let length = 0;
  const bad = (what: string) => new HerokuFailure("bad-answer", `Heroku's answer for the list ${path} ${what}`);
  for (let range: string | undefined = PAGE; range !== undefined; ) {
    if (ranges.size === MOST_PAGES) throw bad(`has more than ${MOST_PAGES} pages`);
    if (ranges.has(range)) throw bad("names as its next page one that it has given already");
    ranges.add(range);
    const answer: Awaited<ReturnType<Requests>> = await call({ method: "GET", path, range, doing: `list ${path}` });
    const page = parse(path, z.array(z.unknown()), answer.json);
    length += answer.length;
    if (length > LONGEST_LIST) throw bad(`is longer than ${LONGEST_LIST >> 20} MiB`);
    if (page.length > PAGE_ITEMS) throw bad(`has a page of more than ${PAGE_ITEMS} items`);
    items.push(...page);
    range = answer.status === 206 ? String(answer.headers["next-range"] ?? "") || undefined : undefined;
    if (range !== undefined && !/^[\x20-\x7e]+$/.test(range)) throw bad("names a next page that can't be asked for");
  }
  return items;
}

/** The answer in its documented form; what is wrong with it is named by path, never shown: it may hold secrets. */
function parse<T>(
  path: string,
  answer: Answer<T>,
  json: unknown,
  failure = (wrong: string): HerokuFailure => new HerokuFailure("bad-answer", wrong),
): T {
  const inForm = <U>(form: Answer<U>, value: unknown, at: Wrong["path"]): U => {
    const parsed = form.safeParse(value);
    if (parsed.success) return parsed.data;
    const wrong = parsed.error.issues.slice(0, 5).map(({ path }) => pathText([...at, ...path.map(plainKey)]));
    const what = wrong.map((each) => readable(each) || "all of it").join(", ");
    throw failure(`Heroku's answer for ${readable(path)} does not have the documented form: ${what}`);
  };
  if (!(answer instanceof z.ZodArray) || !Array.isArray(json)) return inForm(answer, json, []);
  // Item by item: where all of them are wrong the first says enough, and what is wrong with all would fill the memory.
  return json.map((item: unknown, index) => inForm(answer.element as Answer<unknown>, item, [index])) as T;
}

const plainKey = (key: PropertyKey) => (typeof key === "number" ? key : String(key));

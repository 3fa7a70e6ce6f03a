import { afterEach, describe, expect, test } from "vitest";
import type { Endpoint } from "../../client/endpoint.ts";
import type { Call } from "../../client/requests.ts";
import { HerokuFailure, Refused, UnknownOutcome } from "../../define/errors.ts";
import { json, nobody, requestsTo, type Server, startServer } from "./server.ts";

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function serve(...args: Parameters<typeof startServer>): Promise<Server> {
  const server = await startServer(...args);
  ending.push(server.close);
  return server;
}

function to(endpoint: Endpoint, limits?: Parameters<typeof requestsTo>[1]) {
  const { request, close } = requestsTo(endpoint, limits);
  ending.push(close);
  return request;
}

const METHODS = ["GET", "PUT", "PATCH", "DELETE", "POST"] as const;
const REPEATABLE = METHODS.filter((method) => method !== "POST");
const withBody = (method: Call["method"]): Partial<Call> =>
  method === "GET" ? { method } : { method, body: { b: "ü", a: [1] } };

describe("a connection that closes without an answer", () => {
  test.each(REPEATABLE)("%s is sent again, byte for byte the same", async (method) => {
    const { endpoint, seen } = await serve((response, _request, nth) =>
      nth < 3 ? response.destroy() : json(response, { ok: true }),
    );
    expect(await to(endpoint)(withBody(method))).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(seen[0]?.body).toBe(method === "GET" ? "" : '{"b":"ü","a":[1]}');
  });

  test("POST is sent once: its outcome is unknown", async () => {
    const { endpoint, seen } = await serve((response) => response.destroy());
    await expect(to(endpoint)({ method: "POST", body: {} })).rejects.toBeInstanceOf(UnknownOutcome);
    expect(seen).toHaveLength(1);
  });
});

describe("an answer of 5xx", () => {
  test.each(REPEATABLE)("%s is sent again, and in the end Heroku counts as unreachable", async (method) => {
    const { endpoint, seen } = await serve((response) =>
      response.writeHead(503, { "request-id": "0a1b,2c3d" }).end("<html>"),
    );
    const error = await to(endpoint)(withBody(method)).catch((failure: HerokuFailure) => failure);
    expect(error).toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("503 no_error_id, request id 0a1b)"),
    });
    expect(seen).toHaveLength(10);
  });

  test("POST is sent once: its outcome is unknown", async () => {
    const { endpoint, seen } = await serve((response) => response.writeHead(503).end("<html>"));
    await expect(to(endpoint)({ method: "POST", body: {} })).rejects.toBeInstanceOf(UnknownOutcome);
    expect(seen).toHaveLength(1);
  });
});

test.each(METHODS)("%s that never reached anyone is unreachable, not unknown", async (method) => {
  const endpoint = { kind: "sandbox", host: "127.0.0.1", api: await nobody(), data: "", metrics: "" } as const;
  await expect(to(endpoint)(withBody(method))).rejects.toMatchObject({ code: "unreachable" });
});

test.each([400, 401, 402, 403, 404, 409, 410, 422, 423])("%i is final", async (status) => {
  const { endpoint, seen } = await serve((response) =>
    json(response, { id: "some_id", message: "No." }, status, { "request-id": "0a1b" }),
  );
  const error = await to(endpoint)().catch((failure: Refused) => failure);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({
    status,
    id: "some_id",
    message: `Heroku refused to do it: No (${status} some_id, request id 0a1b) [heroku:refused]`,
  });
  expect(seen).toHaveLength(1);
});

describe("429", () => {
  test.each(METHODS)("%s waits for as long as Heroku says, any number of times", async (method) => {
    const { endpoint, seen } = await serve((response, _request, nth) =>
      nth <= 7
        ? json(response, { id: "rate_limit", message: "" }, 429, { "retry-after": "0.001" })
        : json(response, {}),
    );
    await to(endpoint)(withBody(method));
    expect(seen).toHaveLength(8);
  });

  test.each(["31536000", "1e99", "Infinity"])("Retry-After: %s is a minute at most", async (after) => {
    const cancelled = new AbortController();
    const said: string[] = [];
    const { endpoint } = await serve((response) =>
      json(response, { id: "rate_limit", message: "" }, 429, { "retry-after": after }),
    );
    const say = (message: string) => {
      said.push(message);
      cancelled.abort(new HerokuFailure("interrupted", "cancelled"));
    };
    await expect(to(endpoint)({ signal: cancelled.signal, say })).rejects.toMatchObject({ code: "interrupted" });
    expect(said).toEqual(["Heroku's rate limit is reached (60 s): trying again to do it"]);
  });

  test("a cancellation ends the wait at once", async () => {
    const cancelled = new AbortController();
    const { endpoint } = await serve((response) => {
      json(response, { id: "rate_limit", message: "" }, 429, { "retry-after": "120" });
      setImmediate(() => cancelled.abort(new HerokuFailure("interrupted", "cancelled")));
    });
    await expect(to(endpoint)({ signal: cancelled.signal })).rejects.toMatchObject({ code: "interrupted" });
  });
});

describe("the key", () => {
  test("goes with every request", async () => {
    const { endpoint, seen } = await serve((response) => json(response, {}));
    await to(endpoint, { key: () => "s3cret" })();
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer s3cret",
      accept: "application/vnd.heroku+json; version=3",
    });
  });

  test("is not sent where a redirect leads, nor is the redirect followed", async () => {
    const other = await serve((response) => json(response, {}));
    const { endpoint } = await serve((response) =>
      response.writeHead(302, { location: `${other.address}/apps/x` }).end(),
    );
    await expect(to(endpoint)()).rejects.toMatchObject({
      code: "bad-answer",
      message: expect.stringContaining("redirect (302)"),
    });
    expect(other.seen).toEqual([]);
  });

  test("that is missing is told at once, without an attempt or a retry", async () => {
    const { endpoint, seen } = await serve((response) => json(response, {}));
    let asked = 0;
    const key = () => {
      asked += 1;
      throw new HerokuFailure("no-key", "There is no API key");
    };
    await expect(to(endpoint, { key })()).rejects.toMatchObject({ code: "no-key" });
    expect([asked, seen.length]).toEqual([1, 0]);
  });
});

describe("an answer that is not Heroku's", () => {
  test.each([
    ["HTML in place of JSON", (text: string) => `<html>${text}</html>`],
    ["JSON that breaks off", (text: string) => `{"token":"${text}`],
  ])("%s is a bad answer, and its text is not repeated", async (_what, body) => {
    const { endpoint, seen } = await serve((response) => response.writeHead(200).end(body("hush-hush")));
    const error = await to(endpoint)().catch((failure: HerokuFailure) => failure);
    expect(error).toMatchObject({ code: "bad-answer" });
    expect((error as HerokuFailure).message).not.toContain("hush");
    expect(seen).toHaveLength(1);
  });

  test.each([
    ["that is no text", Buffer.from([0x22, 0xff, 0x22]), "is not text in UTF-8"],
    ["of more values than fit", `[${"{},".repeat(200_000)}{}]`, "holds more than 200000 values"],
    ["that is nested without end", "[".repeat(1 << 20), "holds more than 200000 values"],
  ])("one %s is a bad answer", async (_what, body, wrong) => {
    const { endpoint } = await serve((response) => response.writeHead(200).end(body));
    await expect(to(endpoint)()).rejects.toMatchObject({
      code: "bad-answer",
      message: `Heroku's answer to the request to do it ${wrong} [heroku:bad-answer]`,
    });
  });

  test.each([404, 410])("an error page of status %i does not say that anything is gone", async (status) => {
    const { endpoint } = await serve((response) => response.writeHead(status).end("<html>hush</html>"));
    const error = await to(endpoint)().catch((failure: HerokuFailure) => failure);
    expect(error).not.toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: "bad-answer", message: expect.stringContaining(`has status ${status}`) });
  });

  test("what it says of an error is cut short, and does nothing to a terminal", async () => {
    const message = `\u001b[2J\u0007hello\r\nthere ${"x".repeat(1 << 20)}`;
    const { endpoint } = await serve((response) => json(response, { id: "an_id", message }, 422));
    const error = (await to(endpoint)().catch((failure: Error) => failure)) as Error;
    expect(error.message).toMatch(/^Heroku refused to do it: ?hello there x+… \(422 an_id\) \[heroku:refused\]$/);
    expect(error.message.length).toBeLessThan(600);
  });

  test("what is said of a deletion does not matter", async () => {
    const { endpoint, seen } = await serve((response) => response.writeHead(200).end("<html>"));
    expect(await to(endpoint)({ method: "DELETE" })).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(1);
  });

  test("an answer that trickles in is given up, and asked for again", async () => {
    const { endpoint, seen } = await serve((response, _request, nth) => {
      if (nth > 1) return json(response, {});
      const more = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(more));
    });
    await to(endpoint, { wholeMs: 200 })();
    expect(seen).toHaveLength(2);
  });

  test("a body without end is cut off", async () => {
    const { endpoint } = await serve((response) => {
      const more = () => {
        if (!response.destroyed) response.write("x".repeat(65_536), () => setImmediate(more));
      };
      more();
    });
    await expect(to(endpoint, { bodyLimitBytes: 1 << 20 })()).rejects.toMatchObject({
      code: "bad-answer",
      message: expect.stringContaining("longer than 1 MiB"),
    });
  });

  test("a server that says nothing is given up", async () => {
    const { endpoint } = await serve(() => undefined);
    await expect(to(endpoint, { timeoutMs: 20 })({ method: "POST", body: {} })).rejects.toMatchObject({
      code: "unknown-outcome",
      isLate: true,
    });
  });

  test("one that never ends its answer is given up, and a closed connection is no late answer", async () => {
    const endless = await serve((response) => void response.writeHead(201).write("{"));
    const call = { method: "POST", body: {} } as const;
    await expect(to(endless.endpoint, { wholeMs: 50 })(call)).rejects.toMatchObject({ isLate: true });
    const closed = await serve((response) => response.destroy());
    await expect(to(closed.endpoint)(call)).rejects.toMatchObject({ isLate: false });
  });
});

describe("a cancellation", () => {
  test("lets a request under way end, and its answer counts", async () => {
    const cancelled = new AbortController();
    const { endpoint } = await serve((response) => {
      cancelled.abort(new HerokuFailure("interrupted", "cancelled"));
      setImmediate(() => json(response, { id: "made" }));
    });
    const answer = await to(endpoint)({ method: "POST", body: {}, signal: cancelled.signal });
    expect(answer.json).toEqual({ id: "made" });
  });

  test("ends a request under way when its own time is over too", async () => {
    const cut = new AbortController();
    const { endpoint } = await serve(() => cut.abort(new HerokuFailure("interrupted", "cancelled")));
    await expect(to(endpoint)({ requestSignal: cut.signal })).rejects.toMatchObject({ code: "interrupted" });
  });

  test("sends nothing more", async () => {
    const cancelled = new AbortController();
    cancelled.abort(new HerokuFailure("interrupted", "cancelled"));
    const { endpoint, seen } = await serve((response) => json(response, {}));
    await expect(to(endpoint)({ signal: cancelled.signal })).rejects.toMatchObject({ code: "interrupted" });
    expect(seen).toEqual([]);
  });
});

import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** What stands in hostile bodies, and must not show anywhere. */
export const HUSH = "hostile-body-7c1f";

const JSON_TYPE = { "content-type": "application/json" };
const HTML = `<html><body>${HUSH}</body></html>`;
const MIB = 1 << 20;

/** What a lie is told with: the true answer, how often this was asked before, and the address of another host. */
export interface True {
  status: number;
  json: unknown;
  nth: number;
  otherHost: string;
}

type Tell = (response: ServerResponse, truth: True) => void;

const send =
  (status: number, headers: Record<string, string>, body: string | Buffer): Tell =>
  (response) =>
    response.writeHead(status, headers).end(body);

const redirect =
  (status: number): Tell =>
  (response, { otherHost }) =>
    response.writeHead(status, { location: `${otherHost}/taken` }).end();

/** The true answer, with other headers. */
const withHeaders =
  (headers: (truth: True) => Record<string, string>, status?: number): Tell =>
  (response, truth) =>
    response.writeHead(status ?? truth.status, { ...JSON_TYPE, ...headers(truth) }).end(JSON.stringify(truth.json));

/** Sends the same again and again, until it was often enough or nobody listens any more. */
function pour(response: ServerResponse, chunk: Buffer, times: number): void {
  let sent = 0;
  const more = () => {
    if (response.destroyed) return;
    if (sent++ === times) response.end();
    else response.write(chunk, () => setImmediate(more));
  };
  more();
}

/** A byte a second, without end. */
function trickle(response: ServerResponse, byte: string): void {
  const telling = setInterval(() => response.write(byte), 1000);
  response.on("close", () => clearInterval(telling));
}

/** Everything that a whole answer can be wrong in; what takes minutes stands apart. */
export const BODY_LIES: Record<string, Tell> = {
  "HTML, 200": send(200, { "content-type": "text/html" }, HTML),
  "HTML, 404": send(404, { "content-type": "text/html" }, HTML),
  "HTML, 502": send(502, { "content-type": "text/html" }, HTML),
  "not allowed": send(403, JSON_TYPE, JSON.stringify({ id: "forbidden", message: "\u001b[2J".repeat(10_000) })),
  empty: send(200, JSON_TYPE, ""),
  "no content": send(204, {}, ""),
  "not modified": send(304, {}, ""),
  null: send(200, JSON_TYPE, "null"),
  "cut off": (response, { status, json }) =>
    response.writeHead(status, JSON_TYPE).end(JSON.stringify(json).slice(0, -2)),
  "another type": (response, { status, json }) =>
    response.writeHead(status, { "content-type": "image/png" }).end(JSON.stringify(json)),
  "not UTF-8": send(200, JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  "gzip bomb": (response) => response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" }).end(bomb()),
  "200 MB": (response) => pour(response.writeHead(200, JSON_TYPE), Buffer.alloc(MIB, HUSH), 200),
  "millions of items": send(200, JSON_TYPE, `[${"{},".repeat(2_700_000)}{}]`),
  "millions of levels": send(200, JSON_TYPE, "[".repeat(4_000_000)),
  "unknown fields": (response, { status, json }) =>
    response.writeHead(status, JSON_TYPE).end(JSON.stringify(withUnknown(json))),
  "list and map swapped": (response, { status, json }) =>
    response.writeHead(status, JSON_TYPE).end(JSON.stringify(Array.isArray(json) ? { 0: json[0] } : [json])),
  "redirect 302": redirect(302),
  "redirect 307": redirect(307),
  "redirect 308": redirect(308),
  "location of another host": withHeaders(({ otherHost }) => ({ location: `${otherHost}/taken` })),
  "endless pages": withHeaders(({ nth }) => ({ "next-range": `id ]${nth}..; max=1000` }), 206),
  "the same page": withHeaders(() => ({ "next-range": "id ]a..; max=1000" }), 206),
  "no next page": withHeaders(() => ({ "next-range": "id ]\u00fc..; \u00a0max=1000" }), 206),
  "a next page of two lines": (response, { json }) => {
    // No HTTP library sends this.
    const lines =
      "HTTP/1.1 206 Partial Content\r\ncontent-type: application/json\r\nnext-range: id ]a..\r\n evil: 1\r\n";
    response.socket?.end(`${lines}\r\n${JSON.stringify(json)}`);
  },
  "nonsense about the rate limit": withHeaders(() => ({
    "ratelimit-remaining": "-1e99",
    "ratelimit-multiplier": "NaN",
  })),
  "a connection that closes": (response) => response.destroy(),
};

export const SLOW_BODY_LIES: Record<string, Tell> = {
  "a year's wait": (response, { nth, status, json }) =>
    nth === 1
      ? response
          .writeHead(429, { ...JSON_TYPE, "retry-after": "31536000" })
          .end('{"id":"rate_limit","message":"Wait."}')
      : response.writeHead(status, JSON_TYPE).end(JSON.stringify(json)),
  "a byte a second": (response) => trickle(response.writeHead(200, JSON_TYPE), " "),
  silence: () => undefined,
  "headers without end": ({ socket }) => {
    socket?.write("HTTP/1.1 200 OK\r\nx-more: ");
    const telling = setInterval(() => socket?.write("x"), 1000);
    socket?.on("close", () => clearInterval(telling));
  },
};

let packed: Buffer | undefined;
/** 256 MiB of zeros in a quarter of one. */
const bomb = () => (packed ??= gzipSync(Buffer.alloc(256 * MIB)));

/** A field that nobody knows, wherever there can be one. */
function withUnknown(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withUnknown);
  if (typeof json !== "object" || json === null) return json;
  const inside = Object.entries(json).map(([key, value]) => [key, withUnknown(value)]);
  return { ...Object.fromEntries(inside), unheard_of: { deep: [HUSH, 1e308, null] } };
}

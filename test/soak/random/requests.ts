import type { Route } from "@consumer-notebook/heroku-sandbox";
import fc from "fast-check";
import { shapedAs } from "./shaped.ts";
import { anyJson, anyText, nested } from "./texts.ts";
import { withOneWrong } from "./trees.ts";
import type { wordsIn } from "./words.ts";

/** A request that any HTTP client can send. */
export interface HttpRequest {
  kind: "http";
  /** The route that it is meant for. */
  route: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Bytes that no HTTP client would send. */
export interface RawRequest {
  kind: "raw";
  bytes: Uint8Array;
}

export type AnyRequest = HttpRequest | RawRequest;

export const ACCEPT = "application/vnd.heroku+json; version=3";
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "M-SEARCH", "QUERY"];

/** Requests to a sandbox: at its routes, in and out of shape, and what is hardly HTTP. */
export function anyRequest(
  routes: readonly Route[],
  words: ReturnType<typeof wordsIn>,
  keys: readonly string[],
): fc.Arbitrary<AnyRequest> {
  const one = fc.oneof(...routes.map((route) => requestAt(route, words, keys)));
  return fc.oneof(
    { weight: 30, arbitrary: one },
    { weight: 1, arbitrary: one.chain(brokenHttp).map((bytes) => ({ kind: "raw" as const, bytes })) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ kind: "raw" as const, bytes })),
    },
  );
}

/** Something that is right most of the time, so that what lies behind it is reached. */
const mostly = <T>(right: fc.Arbitrary<T>, otherwise: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: otherwise });

function requestAt(
  { method, path, body }: Route,
  words: ReturnType<typeof wordsIn>,
  keys: readonly string[],
): fc.Arbitrary<HttpRequest> {
  return fc.record({
    kind: fc.constant("http" as const),
    route: fc.constant(`${method} ${path}`),
    method: mostly(fc.constant(method), fc.constantFrom(...METHODS)),
    path: fc
      .tuple(
        mostly(
          pathLike(path, words),
          anyText.map((text) => `/${encoded(text)}`),
        ),
        mostly(fc.constant(""), query),
      )
      .map(([at, search]) => at + search),
    headers: headersWith(keys),
    body: bodyOf(body, words.all),
  });
}

/** As a client sends it: what must not stand in a path is escaped, lone surrogates too. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

function pathLike(path: string, words: ReturnType<typeof wordsIn>): fc.Arbitrary<string> {
  const parts = path.split("/").map((part) => {
    if (!part.startsWith(":")) return fc.constant(part);
    const own = fc.constantFrom(...words.of(part.slice(1)), ...words.all.slice(0, 5)).map(encoded);
    const odd = fc.oneof(
      anyText.map(encoded),
      fc.constantFrom("..", ".", "%00", "%2F", "%", "%zz", "%ff%fe", "a;b", ":app"),
    );
    return fc.oneof({ weight: 4, arbitrary: own }, { weight: 1, arbitrary: odd });
  });
  return fc.tuple(...parts).map((all) => all.join("/"));
}

const query = fc.oneof(
  fc.constantFrom("?", "?verbose=true", "?signature=", "?%", "?a=%zz", "?__proto__=1"),
  anyText.map((text) => `?x=${encoded(text)}`),
);

/** A text that a header can hold. */
const headerText = anyText.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "").slice(0, 2_000));

const RANGES = [
  "id ..; max=2",
  "name ..; order=desc",
  "version 2..5; max=1,order=desc",
  "id ]..[; max=0",
  "id ..; max=99999999999999999999",
  "bytes=0-1",
  "__proto__ ..",
  `id ${"a".repeat(3000)}..`,
];

function headersWith(keys: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const now = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 8 });
  const rarely = (arbitrary: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  return fc
    .record({
      accept: now(mostly(fc.constant(ACCEPT), headerText)),
      authorization: now(mostly(fc.constantFrom(...keys.map((key) => `Bearer ${key}`)), authorization)),
      range: rarely(fc.oneof(fc.constantFrom(...RANGES), headerText)),
      "if-match": rarely(fc.oneof(fc.constantFrom("*", '"x"', "W/*"), headerText)),
      "if-none-match": rarely(fc.oneof(fc.constantFrom("*", '"x"'), headerText)),
      "content-type": rarely(
        fc.oneof(fc.constantFrom("application/json", "text/plain", "multipart/form-data"), headerText),
      ),
      "content-encoding": rarely(fc.constantFrom("gzip", "br", "identity")),
      "accept-inclusion": rarely(fc.oneof(fc.constantFrom("addon:plan,config_vars"), headerText)),
      "last-event-id": rarely(fc.oneof(fc.constantFrom("1", "-1", "1e9"), headerText)),
      "request-id": rarely(headerText),
      expect: rarely(fc.constantFrom("100-continue", "the-impossible")),
      host: rarely(
        fc.constantFrom("localhost", "api.heroku.com", "a b", "[::1", "127.0.0.1:99999", "x".repeat(300), ""),
      ),
    })
    .map((headers) =>
      Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    );
}

const authorization = fc.oneof(
  headerText,
  fc.constantFrom("Bearer", "Basic", "Basic ", "Basic ===", `Basic ${btoa("a:b")}`, "Bearer  two keys"),
);

const bytesOf = (text: string) => new TextEncoder().encode(text);

const DEEP = 50_000;
const LARGE = 3 << 20;

function bodyOf(schema: Route["body"], words: readonly string[]): fc.Arbitrary<Uint8Array> {
  const json = (value: fc.Arbitrary<unknown>) => value.map((it) => bytesOf(JSON.stringify(it) ?? ""));
  const shaped = schema ? shapedAs(schema, words) : anyJson;
  return fc.oneof(
    { weight: 40, arbitrary: json(shaped) },
    { weight: 40, arbitrary: json(withOneWrong(shaped, anyJson)) },
    { weight: 20, arbitrary: json(anyJson) },
    { weight: 20, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    { weight: 10, arbitrary: fc.constant(new Uint8Array()) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(nested(DEEP, "[", "]"), nested(DEEP, '{"a":', "}"), "[".repeat(DEEP), " ".repeat(LARGE))
        .map(bytesOf),
    },
  );
}

/** A request with a lie about its length, or a line that is none. What follows is cut off. */
function brokenHttp({ method, path, headers, body }: HttpRequest): fc.Arbitrary<Uint8Array> {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}`);
  const wrong = fc.constantFrom(
    `content-length: ${body.length + 1000}`,
    `content-length: ${Math.max(0, body.length - 5)}`,
    "content-length: -1",
    "content-length: 1e3",
    "content-length: 5\r\ncontent-length: 6",
    "content-length: 5\r\ntransfer-encoding: chunked",
    "transfer-encoding: chunked",
    "transfer-encoding: gzip",
    "no colon",
    ": no name",
    "na me: value",
    `x: ${"y".repeat(100_000)}`,
    "x: \u0000",
    " folded: value",
    "upgrade: websocket\r\nconnection: upgrade",
  );
  return wrong.map((line) => {
    const head = [`${method} ${path} HTTP/1.1`, ...lines, line, "", ""].join("\r\n");
    return new Uint8Array(Buffer.concat([Buffer.from(head, "latin1"), body]));
  });
}

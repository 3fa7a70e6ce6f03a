import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { createHttp, type HttpLimits, isTooSlow, type Sent } from "../../client/http.ts";

/** Sends one request to a server of its own. */
async function send(listener: RequestListener, sent: Partial<Sent> = {}, limits: HttpLimits = {}) {
  const server = createServer(listener);
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const http = createHttp(limits);
  onTestFinished(async () => {
    await http.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return http.send({ method: "GET", url, headers: {}, signal: new AbortController().signal, ...sent });
}

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("a body arrives whole, with its length: %s", async (method) => {
  const answer = await send(
    async (request, response) => response.end(JSON.stringify([request.headers["content-length"], await text(request)])),
    { method, body: "é…" },
  );
  expect(JSON.parse(answer.text)).toEqual(["5", "é…"]);
});

test.each<[string, RequestListener]>([
  ["does not begin", () => undefined],
  ["stops half-way", (_, response) => response.write("half")],
])("an answer that %s is too slow, and the request may be at work still", async (_, listener) => {
  const failure = await send(listener, {}, { timeoutMs: 50 }).catch((error: unknown) => error);
  expect(isTooSlow(failure)).toBe(true);
});

test("a connection that is closed in the midst of an answer is an error", async () => {
  const half: RequestListener = (_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("half", () => response.destroy());
  };
  await expect(send(half)).rejects.toThrow("aborted");
});

test("a request that is cancelled ends with the reason", async () => {
  const cancelling = new AbortController();
  const listener = () => cancelling.abort(new Error("cancelled"));
  await expect(send(listener, { signal: cancelling.signal })).rejects.toThrow("cancelled");
});

/** A proxy that tells what it is asked for, and passes nothing on. */
async function throughProxy(url: string, variables: (proxy: string) => Record<string, string>) {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end("from the proxy");
  });
  proxy.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((done) => void proxy.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const http = createHttp({ env: variables(address) });
  onTestFinished(async () => {
    await http.close();
    proxy.closeAllConnections();
    proxy.close();
  });
  const target = url.replace("PROXY", address);
  const answer = await http
    .send({ method: "GET", url: target, headers: {}, signal: new AbortController().signal })
    .catch((error: Error) => error);
  return { asked, answer };
}

test.each(["HTTPS_PROXY", "https_proxy"])("Heroku is asked through the proxy of %s", async (name) => {
  const { asked } = await throughProxy("https://heroku.invalid/apps", (proxy) => ({ [name]: proxy }));
  expect(asked).toEqual(["CONNECT heroku.invalid:443"]);
});

test("what NO_PROXY names is not, in either case", async () => {
  for (const name of ["NO_PROXY", "no_proxy"]) {
    const variables = (proxy: string) => ({ HTTPS_PROXY: proxy, [name]: "heroku.invalid" });
    const { asked, answer } = await throughProxy("https://heroku.invalid/apps", variables);
    expect(asked).toEqual([]);
    expect(String(answer)).toContain("ENOTFOUND");
  }
});

test("this machine's own addresses are never asked for through a proxy", async () => {
  const variables = () => ({ http_proxy: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9" });
  const { asked } = await throughProxy("PROXY/apps", variables);
  expect(asked).toEqual(["GET /apps"]);
});

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Endpoint, endpointOf } from "../../client/endpoint.ts";
import { createHttp } from "../../client/http.ts";
import { createRateLimit } from "../../client/limit.ts";
import { type Call, createRequests } from "../../client/requests.ts";

/** A request as a server saw it. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Server {
  address: string;
  endpoint: Endpoint;
  seen: Seen[];
  close(): Promise<void>;
}

type Handler = (response: ServerResponse, request: Seen, nth: number) => unknown;

/** A local server that answers as a test wants; the number of a request counts from 1. */
export async function startServer(answer: Handler): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    answer(response, one, seen.push(one));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    endpoint: endpointOf({ HEROKU_API_URL: address }),
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export function json(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** An address where nobody listens. */
export async function nobody(): Promise<string> {
  const server = await startServer(() => undefined);
  await server.close();
  return server.address;
}

/** Requests to a server, with pauses too short to notice. */
export function requestsTo(endpoint: Endpoint, { key = () => "key-of-a-test", ...limits }: HttpLimits = {}) {
  const http = createHttp(limits);
  const requests = createRequests({ endpoint, key, http, limit: createRateLimit(), firstPauseMs: 1 });
  const never = new AbortController().signal;
  const silent = () => undefined;
  return {
    request: (call: Partial<Call> = {}) =>
      requests({
        method: "GET",
        path: "/apps/x",
        doing: "do it",
        say: silent,
        signal: never,
        requestSignal: never,
        ...call,
      }),
    close: () => http.close(),
  };
}

interface HttpLimits {
  key?: () => string;
  timeoutMs?: number;
  wholeMs?: number;
  bodyLimitBytes?: number;
}

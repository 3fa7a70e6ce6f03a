import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that went through, and what came back. */
export interface Exchange {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** 0 while there is no answer, and where the connection closed without one. */
  status: number;
}

/** Answers in the place of what stands behind, or passes on what that has answered. */
export type Intercept = (
  exchange: Exchange,
  response: ServerResponse,
  /** Asks what stands behind, and waits for the whole of its answer. */
  ask: () => Promise<{ answer: IncomingMessage; body: Buffer }>,
) => Promise<boolean>;

export interface Between {
  address: string;
  /** What went through since it was last emptied. */
  exchanges: Exchange[];
  intercept: Intercept | undefined;
  close(): Promise<void>;
}

/** Real HTTP that goes through a place where it can be watched and falsified. Addresses in answers lead back to it. */
export async function startProxy(target: () => string): Promise<Between> {
  const server = createServer(async (incoming, response) => {
    const body = await bodyOf(incoming);
    const { method = "", url = "", headers } = incoming;
    const exchange: Exchange = { method, path: url, headers, body: body.toString(), status: 0 };
    proxy.exchanges.push(exchange);
    const forward = async () => {
      const sent = request(target() + url, { method, headers });
      sent.end(body);
      const [answer] = (await once(sent, "response")) as [IncomingMessage];
      exchange.status = answer.statusCode ?? 0;
      return answer;
    };
    try {
      const ask = async () => {
        const answer = await forward();
        return { answer, body: await bodyOf(answer) };
      };
      if (await proxy.intercept?.(exchange, response, ask)) return;
      const answer = await forward();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    } catch {
      // What stands behind closed the connection: so does the proxy.
      response.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: Between = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges: [],
    intercept: undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Method and path without what differs from run to run: UUIDs and generated names. */
export const shapeOf = ({ method, path }: Pick<Exchange, "method" | "path">): string =>
  `${method} ${path.replace(/\?.*/, "").replace(UUID, "*").replace(GENERATED_NAME, "/*")}`;

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const GENERATED_NAME = /\/heroku-\w+-[0-9a-z]{10}(?=\/|$)/g;

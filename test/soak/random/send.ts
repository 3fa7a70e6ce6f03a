import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { AnyRequest, HttpRequest, RawRequest } from "./requests.ts";

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** As long as an answer may take, on a machine that is busy. */
const PATIENCE_MS = 20_000;

export interface Sender {
  /** The answer; undefined where the connection was closed without one. Fails where nothing happens. */
  send(request: AnyRequest): Promise<Answer | undefined>;
  close(): void;
}

export function createSender(address: string): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send: (request) => (request.kind === "http" ? overHttp(address, agent, request) : overSocket(address, request)),
    close: () => agent.destroy(),
  };
}

async function overHttp(address: string, agent: Agent, sent: HttpRequest): Promise<Answer | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { hostname, port } = new URL(address);
  const { method, path, headers, body } = sent;
  const length = body.length === 0 ? {} : { "content-length": body.length };
  const request = httpRequest({ agent, hostname, port, method, path, headers: { ...headers, ...length }, signal });
  request.end(body);
  let response: IncomingMessage;
  try {
    [response] = (await once(request, "response")) as [IncomingMessage];
  } catch (error) {
    if (signal.aborted) throw new Error(`no answer within ${PATIENCE_MS / 1000} s`);
    if (isClosed(error)) return undefined;
    throw error;
  }
  const answer = { status: response.statusCode ?? 0, headers: response.headers };
  // A log that is followed does not end by itself.
  if (sent.route.startsWith("GET /streams/") && answer.status === 200) {
    response.destroy();
    return { ...answer, body: Buffer.alloc(0) };
  }
  return { ...answer, body: Buffer.concat(await response.toArray()) };
}

const isClosed = (error: unknown) =>
  error instanceof Error && "code" in error && ["ECONNRESET", "EPIPE"].includes(String(error.code));

const STATUS = /^HTTP\/1\.1 (\d{3}) /;

/** Sends the bytes, says that there are no more, and waits until the other side has said all that it has to say. */
async function overSocket(address: string, { bytes }: RawRequest): Promise<Answer | undefined> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on("error", () => {});
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.end(bytes);
  try {
    await once(socket, "close", { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    if (!socket.errored) throw new Error(`the connection was open after ${PATIENCE_MS / 1000} s`, { cause: error });
  } finally {
    socket.destroy();
  }
  const all = Buffer.concat(chunks);
  const status = STATUS.exec(all.toString("latin1"))?.[1];
  return status === undefined ? undefined : { status: Number(status), headers: {}, body: all };
}

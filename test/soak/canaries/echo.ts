import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** How a Heroku that quotes what it was sent answers a change. */
export interface Echo {
  status: number;
  form: (typeof FORMS)[number];
  /** Methods and paths that are answered so. */
  paths: string;
}

export const FORMS = ["plain", "value", "json", "address", "base64", "html", "wrong form", "header"] as const;

/** A Heroku between provider and sandbox. */
export interface Between {
  address: string;
  /** What it answers by itself from now on; undefined passes everything on. */
  echo: Echo | undefined;
  close(): Promise<void>;
}

/** Every request goes on to the sandbox, but for changes that are to be refused. */
export async function between(sandbox: () => string): Promise<Between> {
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const { echo } = made;
    const asked = `${incoming.method} ${incoming.url}`;
    if (echo && incoming.method !== "GET" && new RegExp(echo.paths).test(asked)) refuse(echo, incoming, body, response);
    else passOn(sandbox(), incoming, body, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const made: Between = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    echo: undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return made;
}

function passOn(sandbox: string, incoming: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const { host } = new URL(sandbox);
  const headers = { ...incoming.headers, host };
  const sent = request(`${sandbox}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  sent.on("error", () => response.destroy());
  sent.end(body);
}

function refuse({ status, form }: Echo, { headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const text = body.toString();
  const message = `can't take ${quoted(form, text)}`;
  if (form === "html") return void response.writeHead(status, { "content-type": "text/html" }).end(`<p>${message}`);
  const json = form === "wrong form" ? { id: [text], [text]: text } : { id: "invalid_params", message };
  const code = form === "wrong form" ? 200 : status;
  const told = form === "header" ? { ...json, message: `can't take ${headers.authorization} with ${text}` } : json;
  response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(told));
}

function quoted(form: Echo["form"], text: string): string {
  if (form === "value") return valuesIn(JSON.parse(text || "{}")).join(" or ");
  if (form === "json") return JSON.stringify(text);
  if (form === "address")
    return `/?${new URLSearchParams({ body: text })} or ${valuesIn(JSON.parse(text || "{}"))
      .map(encodeURIComponent)
      .join("&")}`;
  if (form === "base64")
    return valuesIn(JSON.parse(text || "{}"))
      .map((value) => Buffer.from(value).toString("base64"))
      .join(" or ");
  return text;
}

function valuesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(valuesIn);
}

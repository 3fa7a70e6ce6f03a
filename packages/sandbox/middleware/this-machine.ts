import type { MiddlewareHandler } from "hono";
import { forbidden } from "../errors.ts";
import type { Env } from "../http/api.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const READS = new Set(["GET", "HEAD"]);

/**
 * The socket listens on loopback only, but a web page of somebody else's runs in a browser on this machine: it could rebind
 * its own name to the socket, or send a form there. Browsers say where a request comes from; other programs need not.
 */
export const requireThisMachine: MiddlewareHandler<Env> = async (context, next) => {
  const { hostname, origin } = new URL(context.req.url);
  if (!LOOPBACK.has(hostname)) throw forbidden("The control paths are for this machine only.");
  if (!READS.has(context.req.method) && comesFromElsewhere(context.req.raw.headers, origin))
    throw forbidden("Other web sites can't control the sandbox.");
  await next();
};

function comesFromElsewhere(headers: Headers, origin: string): boolean {
  const site = headers.get("Sec-Fetch-Site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const from = headers.get("Origin");
  return from !== null && from !== origin;
}

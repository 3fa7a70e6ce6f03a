import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const REPOSITORY = "shop/infrastructure";
export const TOKEN = "canary-token-51d0";

/** What GitHub holds, as far as the workflows read and write it. */
export interface Held {
  pulls: object[];
  issues: {
    number: number;
    state: string;
    title?: string;
    body: string;
    user: { login: string };
    pull_request?: object;
  }[];
  comments: { id: number; issue: number; body: string; user: { login: string } }[];
  refs: Record<string, string>;
}

export interface FakeGitHub extends Held {
  url: string;
  /** Methods and paths of what was asked. */
  asked: string[];
  close(): Promise<void>;
}

const US = { login: "github-actions[bot]" };

/** The part of GitHub's API that the workflows use, on a local port. Whoever lacks the token gets nothing. */
export async function fakeGitHub(holds: Partial<Held> = {}): Promise<FakeGitHub> {
  const held: Held = { pulls: [], issues: [], comments: [], refs: {}, ...holds };
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const path = url.pathname.replace(`/repos/${REPOSITORY}`, "");
    asked.push(`${request.method} ${path}`);
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    const body = text === "" ? {} : JSON.parse(text);
    const answer =
      request.headers.authorization === `Bearer ${TOKEN}`
        ? route(held, `${request.method} ${path}`, url.searchParams, body)
        : undefined;
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { message: "Not Found" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(held, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  });
}

interface Sent {
  body?: string;
  title?: string;
  state?: string;
}

function route(held: Held, asked: string, query: URLSearchParams, sent: Sent): unknown {
  const number = Number(/\d+/.exec(asked)?.[0]);
  switch (
    asked
      .replace(/\d+/, "N")
      .replace(/heads\/.*/, "heads/NAME")
      .replace(/commits\/[^/]+/, "commits/SHA")
  ) {
    case "GET /pulls":
      return page(held.pulls, query);
    case "GET /commits/SHA/pulls":
      return page(held.pulls, query);
    case "GET /git/ref/heads/NAME":
      return { object: { sha: held.refs[asked.slice("GET /git/ref/".length)] } };
    case "GET /issues":
      return page(
        held.issues.filter(({ state, user }) => state === query.get("state") && user.login === query.get("creator")),
        query,
      );
    case "POST /issues":
      held.issues.push({ number: held.issues.length + 1, state: "open", user: US, body: "", ...sent });
      return {};
    case "PATCH /issues/N":
      return Object.assign(held.issues.find((issue) => issue.number === number) ?? {}, sent);
    case "GET /issues/N/comments":
      return page(
        held.comments.filter(({ issue }) => issue === number),
        query,
      );
    case "POST /issues/N/comments":
      held.comments.push({ id: held.comments.length + 100, issue: number, user: US, body: sent.body ?? "" });
      return {};
    case "PATCH /issues/comments/N":
      return Object.assign(held.comments.find(({ id }) => id === number) ?? {}, sent);
    default:
      return undefined;
  }
}

function page<T>(items: T[], query: URLSearchParams): T[] {
  const [size, at] = [Number(query.get("per_page")), Number(query.get("page"))];
  return items.slice((at - 1) * size, at * size);
}

import type { Account } from "../model/account.ts";
import type { Platform } from "../platform.ts";

/** One authenticated request, as a route's handler sees it: the platform at this moment, and what was asked. */
export interface Call<Body = unknown> extends Platform {
  readonly account: Account;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** The parsed body; routes without a schema get `undefined`. */
  readonly body: Body;
  /** A parameter of the route's path. */
  param(name: string): string;
}

/** What a handler returns when the status is not 200 or headers are due; else it returns the body itself. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function created(body: unknown): Answer {
  return new Answer(201, body);
}

export function accepted(body: unknown): Answer {
  return new Answer(202, body);
}

/** A request, and what was answered. `body` is never shown: only its form, and of a refusal its id and message. */
export interface Seen {
  request: string;
  status: number;
  body: unknown;
}

/** One Heroku as a probe sees it: the real one or the sandbox. */
export interface Side {
  /** Name and UUID of the app that was made for the probes. */
  readonly app: { name: string; id: string };
  /** Random digits, for names that nobody else may have. */
  readonly random: string;
  /** Sends a request whose answer is compared. A text is sent as it is, anything else as JSON. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a request whose answer is not compared: it only prepares something. */
  prepare(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A value that is compared beside the answers. It is shown, so it must be no secret. */
  tell(what: string, value: unknown): void;
  /** A DELETE that is sent when all is over, whatever happens. */
  afterwards(path: string): void;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the probes look at answers of all kinds, and a wrong look is a failed probe
  body: any;
}

/** A few facts about Heroku that nobody could verify without it, and the requests that settle them. */
export interface Probe {
  /** What the sandbox supposes. */
  fact: string;
  /** The files in which the facts are marked, from the folder `packages`: one entry for each mark. */
  settles: string[];
  run(side: Side): Promise<void>;
}

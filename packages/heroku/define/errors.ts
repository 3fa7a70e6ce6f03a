import { type Wrong, wrongLines } from "./explain.ts";
import { nameInUrn } from "./urn.ts";

/** Every error that the provider gives by itself: code, what it means, and the way out. `docs/errors.md` shows them. */
export const errorCatalogue = {
  refused: {
    means: "Heroku understood the request and said no. The status, Heroku's own error id and the request id follow.",
    wayOut: "Change what the message names; Heroku's support finds the request by its id.",
  },
  unreachable: {
    means: "Heroku could not be reached, or kept failing, through several attempts. Nothing is known to have changed.",
    wayOut: "Look at https://status.heroku.com, then run the same command again.",
  },
  "unknown-outcome": {
    means: "The answer to a change was lost, and looking for its effect did not settle whether it happened.",
    wayOut: "Run the same command again: it looks for what may have been made before it makes anything.",
  },
  "exists-already": {
    means: "What should be created already exists, and nothing proves that this stack created it.",
    wayOut:
      "If the resource was renamed or moved in the program, give it `aliases`. Otherwise import it with the `pulumi import` command that the message gives, or choose another name.",
  },
  "data-would-be-lost": {
    means: "Deleting the app would delete add-ons that hold data and that this stack does not have.",
    wayOut: "Set `confirmDataLoss: true` on the app and run `pulumi up` first, or delete these add-ons yourself.",
  },
  "took-too-long": {
    means: "A wait was longer than its limit. What exists so far is kept in state.",
    wayOut: "Run the same command again to go on waiting, or raise the resource's `customTimeouts`.",
  },
  interrupted: {
    means: "The command was cancelled during this operation. What exists so far is kept in state.",
    wayOut: "Run the same command again; it goes on from there.",
  },
  failed: {
    means: "Heroku took the request and then failed to carry it out, such as a build or a release phase that fails.",
    wayOut: "Read the output that the message names, mend the cause, and run the same command again.",
  },
  "bad-answer": {
    means: "An answer does not have the form that Heroku documents.",
    wayOut: "If HEROKU_API_URL is set, check that it names a Platform API. Otherwise report it with the request id.",
  },
  "wrong-inputs": {
    means: "Inputs that only Heroku can judge, such as a plan or a dyno size, are wrong.",
    wayOut: "Change each input that the message lists.",
  },
  "no-key": {
    means: "There is no API key to call Heroku with.",
    wayOut: "Set HEROKU_API_KEY, or log in with Heroku's CLI so that ~/.netrc has an entry for the API's host.",
  },
  "bad-address": {
    means: "HEROKU_API_URL is set to something that is not an HTTP address, or is one with a password or a query.",
    wayOut: "Unset it to work with the real Heroku, or set it to an address such as http://127.0.0.1:5117.",
  },
  "wrong-endpoint": {
    means: "The state was made against another Heroku (the sandbox, or the real one) than the one configured now.",
    wayOut: "Set HEROKU_API_URL back, or use another stack for this Heroku.",
  },
  "no-import": {
    means: "The resource is an event: it happened once, and there is nothing to import.",
    wayOut: "Declare it without importing; it then happens again, once.",
  },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** A failure that a user reads as one sentence, without a stack trace. */
export class HerokuFailure extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(`${message} [heroku:${code}]`);
    this.name = "HerokuFailure";
    this.code = code;
  }
}

/** Heroku said no. Code branches on `status` and `id`, never on the text. */
export class Refused extends HerokuFailure {
  readonly status: number;
  readonly id: string;
  constructor(doing: string, status: number, id: string, message: string, requestId: string | undefined) {
    const sentence = message.replace(/[.\s]+$/, "");
    super(
      "refused",
      `Heroku refused to ${doing}: ${sentence} (${status} ${id}${requestId ? `, request id ${requestId}` : ""})`,
    );
    this.status = status;
    this.id = id;
  }
}

/** Whether Heroku said that the object is not there; 403 says something else. */
export const isGone = (error: unknown): boolean =>
  error instanceof Refused && (error.status === 404 || error.status === 410);

/** The request may or may not have had its effect. */
export class UnknownOutcome extends HerokuFailure {
  /** Whether no answer came in time: it may still have its effect. */
  readonly isLate: boolean;
  constructor(doing: string, cause: string, isLate = false) {
    super("unknown-outcome", `It is not known whether Heroku did ${doing}: ${cause}`);
    this.isLate = isLate;
  }
}

/** Inputs that only Heroku could judge. */
export class WrongInputs extends HerokuFailure {
  readonly wrong: Wrong[];
  constructor(wrong: Wrong[]) {
    super("wrong-inputs", wrongLines(wrong).join("\n"));
    this.wrong = wrong;
  }
}

export const existsAlready = (doing: string, type: string, urn: string, importId: string): HerokuFailure => {
  return new HerokuFailure(
    "exists-already",
    `Cannot ${doing}: it already exists, and this stack did not create it. If the resource was renamed or moved in the program, give it aliases: [{ name: "OLD_NAME" }] (or the old parent). To import it: pulumi import heroku:index:${type} ${nameInUrn(urn)} ${importId}`,
  );
};

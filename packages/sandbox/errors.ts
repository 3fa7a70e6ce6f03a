/** Heroku's errors: https://devcenter.heroku.com/articles/platform-api-reference#errors */
export type ErrorId =
  | "bad_request"
  | "unauthorized"
  | "delinquent"
  | "forbidden"
  | "not_found"
  | "not_acceptable"
  | "conflict"
  | "gone"
  | "precondition_failed"
  | "payload_too_large"
  | "requested_range_not_satisfiable"
  | "invalid_params"
  | "cannot_run_above_limit"
  | "verification_needed"
  | "confirmation_required"
  | "rate_limit"
  | "internal_server_error"
  | "service_unavailable";

export interface ErrorDetails {
  /** Where Heroku's documentation explains it. */
  url?: string;
  /** The kind of thing that was not found. */
  resource?: string;
  headers?: Record<string, string>;
  /** Fields that some errors have beside these. */
  more?: Record<string, unknown>;
}

export class HerokuError extends Error {
  readonly status: number;
  readonly id: ErrorId;
  readonly details: ErrorDetails;

  constructor(status: number, id: ErrorId, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = "HerokuError";
    this.status = status;
    this.id = id;
    this.details = details;
  }

  get body(): { id: string; message: string; url?: string; resource?: string } {
    const { url, resource, more } = this.details;
    return {
      id: this.id,
      ...(resource === undefined ? {} : { resource }),
      message: this.message,
      ...(url === undefined ? {} : { url }),
      ...more,
    };
  }
}

export function badRequest(message: string): HerokuError {
  return new HerokuError(400, "bad_request", message);
}

export function unauthorized(message: string): HerokuError {
  return new HerokuError(401, "unauthorized", message);
}

export function forbidden(message: string): HerokuError {
  return new HerokuError(403, "forbidden", message);
}

/** `notFound("app")` says "Couldn't find that app." */
export function notFound(resource: string): HerokuError {
  return new HerokuError(404, "not_found", `Couldn't find that ${resource}.`, { resource });
}

export function noSuchEndpoint(): HerokuError {
  return new HerokuError(
    404,
    "not_found",
    "The requested API endpoint was not found. Are you using the right HTTP verb (i.e. `GET` vs. `POST`), and did you " +
      "specify your intended version with the `Accept` header?",
  );
}

export function notAcceptable(message: string): HerokuError {
  return new HerokuError(406, "not_acceptable", message);
}

export function conflict(message: string): HerokuError {
  return new HerokuError(409, "conflict", message);
}

export function gone(message: string): HerokuError {
  return new HerokuError(410, "gone", message);
}

export function preconditionFailed(): HerokuError {
  return new HerokuError(412, "precondition_failed", "The resource has changed since the ETag in `If-Match`.");
}

export function rangeNotSatisfiable(message: string): HerokuError {
  return new HerokuError(416, "requested_range_not_satisfiable", message);
}

export function invalidParams(message: string, details: ErrorDetails = {}): HerokuError {
  return new HerokuError(422, "invalid_params", message, details);
}

/** Heroku asks for the name of the thing again, in the parameter `confirm` or the header `X-Confirmation`. */
export function confirmationRequired(message: string, confirm: string): HerokuError {
  return new HerokuError(423, "confirmation_required", message, { headers: { "X-Confirmation-Required": confirm } });
}

export function rateLimited(): HerokuError {
  return new HerokuError(
    429,
    "rate_limit",
    "Your account reached the API rate limit. Please wait a few minutes before making new requests",
    { url: "https://devcenter.heroku.com/articles/platform-api-reference#rate-limits" },
  );
}

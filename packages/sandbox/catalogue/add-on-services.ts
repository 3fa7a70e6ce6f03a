import { uuidOf } from "../ids.ts";
import { type Generation, generations } from "./generations.ts";

/**
 * Add-on services as of 2025-11. Verified: names of the services (each has a page on https://elements.heroku.com/addons),
 * and the config vars of heroku-postgresql, heroku-redis and ormongo (release logs of public apps), memcachier, sendgrid,
 * sentry, newrelic and papertrail (their pages on https://devcenter.heroku.com). (unverified): which of them provision
 * asynchronously beside Heroku's own, and `supports_multiple_installations`.
 */
export interface AddOnService {
  id: string;
  name: string;
  human_name: string;
  /** Name of an attachment that nobody named, and what its config vars begin with: `REDIS` gives `REDIS_URL`. */
  prefix: string;
  /** What follows the attachment's name in the names of its config vars, each with how its value looks. */
  vars: Record<string, VarKind>;
  /** What the names of its add-ons begin with. */
  nick: string;
  /** Whether it takes time; otherwise the answer to the creation says `provisioned` already. */
  takesTime: boolean;
  /** Which part of the Data API, if any, knows its add-ons. */
  data: "postgres" | "redis" | null;
  supports_multiple_installations: boolean;
  supports_sharing: boolean;
  supported_generations: Generation[];
}

export type VarKind =
  | "postgres-url"
  | "redis-url"
  | "mongodb-url"
  | "dsn"
  | "host"
  | "user"
  | "secret"
  | "region"
  | "level";

type Row = Pick<AddOnService, "name" | "human_name" | "prefix" | "vars"> & Partial<AddOnService>;

const ROWS: Row[] = [
  {
    name: "heroku-postgresql",
    human_name: "Heroku Postgres",
    prefix: "DATABASE",
    vars: { URL: "postgres-url" },
    nick: "postgresql",
    takesTime: true,
    data: "postgres",
  },
  {
    name: "heroku-redis",
    human_name: "Heroku Key-Value Store",
    prefix: "REDIS",
    vars: { TLS_URL: "redis-url", URL: "redis-url" },
    nick: "redis",
    takesTime: true,
    data: "redis",
  },
  {
    name: "memcachier",
    human_name: "MemCachier",
    prefix: "MEMCACHIER",
    vars: { PASSWORD: "secret", SERVERS: "host", USERNAME: "user" },
  },
  {
    name: "newrelic",
    human_name: "New Relic APM",
    prefix: "NEW_RELIC",
    vars: { LICENSE_KEY: "secret", LOG: "level" },
    supports_multiple_installations: false,
  },
  {
    name: "ormongo",
    human_name: "ObjectRocket for MongoDB",
    prefix: "ORMONGO",
    vars: { REGION: "region", RS_URL: "mongodb-url", URL: "mongodb-url" },
    takesTime: true,
  },
  {
    name: "papertrail",
    human_name: "Papertrail",
    prefix: "PAPERTRAIL",
    vars: { API_TOKEN: "secret" },
    supports_multiple_installations: false,
  },
  {
    name: "scheduler",
    human_name: "Heroku Scheduler",
    prefix: "SCHEDULER",
    vars: {},
    supports_multiple_installations: false,
    supports_sharing: false,
  },
  {
    name: "sendgrid",
    human_name: "Twilio SendGrid",
    prefix: "SENDGRID",
    vars: { PASSWORD: "secret", USERNAME: "user" },
    supports_multiple_installations: false,
  },
  { name: "sentry", human_name: "Sentry", prefix: "SENTRY", vars: { DSN: "dsn" } },
];

export const addOnServices: readonly AddOnService[] = ROWS.map((row) => ({
  id: uuidOf(`add-on-service:${row.name}`),
  nick: row.name,
  takesTime: false,
  data: null,
  supports_multiple_installations: true,
  supports_sharing: true,
  supported_generations: [generations.cedar, generations.fir],
  ...row,
}));

/** By name or id. */
export function findAddOnService(identity: string): AddOnService | undefined {
  return addOnServices.find(({ id, name }) => name === identity || id === identity);
}

/** The service of a plan's name: `heroku-redis:mini`. */
export function serviceOfPlan(plan: string): AddOnService {
  const service = findAddOnService(plan.split(":")[0] ?? "");
  if (!service) throw new Error(`the catalogue has no service for the plan ${plan}`);
  return service;
}

const SINCE = "2012-01-01T12:00:00Z";

export function serializeAddOnService(service: AddOnService) {
  const { id, name, human_name, supports_multiple_installations, supports_sharing, supported_generations } = service;
  return {
    cli_plugin_name: null,
    created_at: SINCE,
    human_name,
    id,
    name,
    state: "ga",
    supports_multiple_installations,
    supports_sharing,
    supported_generations,
    updated_at: SINCE,
  };
}
